package dev.latchkey.me;

import dev.latchkey.me.Me.Self;
import dev.latchkey.stepup.AnswerOutcome;
import dev.latchkey.stepup.Answers;
import dev.latchkey.stepup.Approvals;
import dev.latchkey.stepup.Approvals.Approval;
import jakarta.inject.Singleton;
import jakarta.transaction.Transactional;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.UUID;

/** What other devices ask the caller, and the answers. Everything is empty when the session has ended. */
@Singleton
class OwnApprovals {
    private final Me me;
    private final Approvals approvals;
    private final Answers answers;

    OwnApprovals(Me me, Approvals approvals, Answers answers) {
        this.me = me;
        this.approvals = approvals;
        this.answers = answers;
    }

    @Transactional
    Optional<List<Approval>> list() {
        return me.find().map(self -> approvals.of(self.account(), self.session()));
    }

    /** Who watches; one query and no transaction for each look, see {@link #seenBy}. */
    @Transactional
    Optional<Self> watcher() {
        return me.find();
    }

    List<Approval> seenBy(Self watcher) {
        return approvals.of(watcher.account(), watcher.session());
    }

    /** Says yes with a number, or no without one. */
    @Transactional
    Optional<AnswerOutcome> answer(UUID id, OptionalInt number) {
        return me.find()
                .map(self -> number.isPresent()
                        ? answers.approve(self.account(), self.session(), id, number.getAsInt())
                        : answers.refuse(self.account(), self.session(), id));
    }
}
