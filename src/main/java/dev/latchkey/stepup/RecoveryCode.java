package dev.latchkey.stepup;

import java.util.Locale;
import java.util.Optional;
import java.util.random.RandomGenerator;

/**
 * The written form of a recovery code: four groups of five characters of Crockford's base 32, which has no letters that
 * are taken for another.
 */
final class RecoveryCode {
    private static final String ALPHABET = "0123456789ABCDEFGHJKMNPQRSTVWXYZ";
    private static final int LENGTH = 20;
    private static final int GROUP = 5;
    private static final int LONGEST_TYPED = 64;

    private RecoveryCode() {}

    /** Returns a fresh code of 100 random bits. */
    static String random(RandomGenerator random) {
        StringBuilder code = new StringBuilder();
        for (int i = 0; i < LENGTH; i++) {
            if (i > 0 && i % GROUP == 0) {
                code.append('-');
            }
            code.append(ALPHABET.charAt(random.nextInt(ALPHABET.length())));
        }
        return code.toString();
    }

    /** Brings what somebody typed into the written form; empty when it cannot be a code. */
    static Optional<String> read(String typed) {
        if (typed.length() > LONGEST_TYPED) {
            return Optional.empty();
        }
        StringBuilder code = new StringBuilder();
        int read = 0;
        for (char letter : typed.toUpperCase(Locale.ROOT).toCharArray()) {
            if (letter == '-' || Character.isWhitespace(letter)) {
                continue;
            }
            char plain = switch (letter) {
                case 'O' -> '0';
                case 'I', 'L' -> '1';
                default -> letter;
            };
            if (ALPHABET.indexOf(plain) < 0) {
                return Optional.empty();
            }
            if (read > 0 && read % GROUP == 0) {
                code.append('-');
            }
            code.append(plain);
            read++;
        }
        return read == LENGTH ? Optional.of(code.toString()) : Optional.empty();
    }
}
