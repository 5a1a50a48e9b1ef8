package dev.latchkey.console;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.latchkey.console.Matrix.Example;
import dev.latchkey.console.Matrix.Row;
import dev.latchkey.id.RelyingPartyId;
import dev.latchkey.relyingparty.RelyingPartyRegister;
import dev.latchkey.staff.Role;
import dev.latchkey.testing.Customer;
import dev.latchkey.testing.Operator;
import io.quarkus.test.junit.QuarkusTest;
import io.restassured.RestAssured;
import io.restassured.response.Response;
import io.restassured.specification.RequestSpecification;
import jakarta.inject.Inject;
import java.io.IOException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.function.Supplier;
import org.junit.jupiter.api.Test;

/** Who may call what: every operation has a row in {@code docs/authorisation.csv}, and every cell for staff is tried. */
@QuarkusTest
class AuthorisationTest {
    private static final String OWN = "demo";
    private static final String ANOTHER = "not-theirs";
    private static final String ABSENT = "nowhere";
    private static final Set<String> METHODS = Set.of("get", "post", "put", "patch", "delete");
    private static final Set<String> NOT_FOR_STAFF = Set.of("open", "signed-in", "client");
    private static final Set<String> FOR_STAFF = Set.of("allow", "401", "403", "404");
    private static final Set<Integer> CLOSED = Set.of(401, 403, 404);

    @Inject
    RelyingPartyRegister register;

    private final List<String> wrong = new ArrayList<>();
    private final Map<String, Supplier<RequestSpecification>> callers = new LinkedHashMap<>();

    @Test
    void everyOperationHasItsRowAndNoRowIsInvented() throws IOException {
        Set<String> operations = operations();

        assertThat(Matrix.rows()).extracting(Row::operation).containsExactlyInAnyOrderElementsOf(operations);
        assertThat(operations).containsAll(Matrix.examples().keySet());
    }

    @Test
    void everyColumnSaysWhatItMaySay() {
        List<String> columns = new ArrayList<>(List.of("stranger", "customer", "none"));
        Arrays.stream(Role.values()).map(Role::slug).forEach(columns::add);

        assertThat(Matrix.rows())
                .allSatisfy(row -> assertThat(row.cells().keySet()).containsExactlyElementsOf(columns))
                .allSatisfy(row -> assertThat(row.isForStaff() ? FOR_STAFF : NOT_FOR_STAFF)
                        .containsAll(row.cells().values()));
    }

    @Test
    void whatIsForSignedInCustomersOrClientsIsClosedToStrangers() {
        for (Row row : Matrix.rows()) {
            if (!row.isForStaff() && !row.cells().get("stranger").equals("open")) {
                String path = row.template().replaceAll("\\{\\w+}", Objects.NOTHING);
                expect(row + " by a stranger", call(new Customer().asStranger(), row.method(), path, "{}"), "401");
            }
        }

        assertThat(wrong).isEmpty();
    }

    @Test
    void everyCellIsAsWritten() {
        register.put(new RelyingPartyId(ANOTHER), """
                {"name": "Not theirs", "rp_id": "not-theirs.example", "hosts": ["not-theirs.example"],
                 "origins": ["https://not-theirs.example"]}""");
        Operator.at(OWN, Role.ADMIN); // so that an admin of the matrix is never the last
        everybody();
        Map<String, Example> examples = Matrix.examples();

        for (Row row : Matrix.rows()) {
            if (row.isForStaff()) {
                Example example = examples.getOrDefault(row.operation(), Example.NONE);
                row.cells().forEach((who, cell) -> {
                    tryOwn(row, who, cell, example);
                    if (row.isManaged()) {
                        tryOthers(row, who, example);
                    }
                });
            }
        }

        assertThat(wrong).isEmpty();
    }

    @Test
    void whereThereAreCustomersNothingIsThere() {
        Map<String, Example> examples = Matrix.examples();
        String token = Operator.at(OWN, Role.values()).account().accessToken();
        for (Row row : Matrix.rows()) {
            if (row.isForStaff()) {
                Example example = examples.getOrDefault(row.operation(), Example.NONE);
                String path = example.pathToNothing(row.template(), OWN);
                expect(
                        row + " at a customers' host",
                        call(
                                new Customer().asStranger().header("Authorization", "Bearer " + token),
                                row.method(),
                                path,
                                example.body()),
                        "404");
            }
        }

        assertThat(wrong).isEmpty();
    }

    private void everybody() {
        Customer customer = new Customer().signUp("ana");
        callers.put("stranger", () -> new Customer(Operator.origin()).asStranger());
        callers.put(
                "customer",
                () -> new Customer(Operator.origin())
                        .asStranger()
                        .header("Authorization", "Bearer " + customer.accessToken()));
        Operator nobody = Operator.at(OWN);
        callers.put("none", nobody::calls);
        for (Role role : Role.values()) {
            Operator operator = Operator.named(role.slug(), OWN, role);
            callers.put(role.slug(), operator::calls);
        }
    }

    /** At a relying party where they have their role; and there, what is not there. */
    private void tryOwn(Row row, String who, String cell, Example example) {
        String path = example.path(row.template(), OWN);
        expect(who + ": " + row.operation(), call(callers.get(who).get(), row.method(), path, example.body()), cell);
        if (!example.variables().isEmpty()) {
            String nothing = example.pathToNothing(row.template(), OWN);
            expect(
                    who + ": " + row.operation() + " of what is not there",
                    call(callers.get(who).get(), row.method(), nothing, example.bodyOfAbsent()),
                    cell.equals("allow") ? "404" : cell);
        }
    }

    /** At one where they have none, and at one that is not there: both look alike. */
    private void tryOthers(Row row, String who, Example example) {
        String closed = who.equals("stranger") || who.equals("customer") ? "401" : "404";
        expect(
                who + ": " + row.operation() + " elsewhere",
                call(callers.get(who).get(), row.method(), example.path(row.template(), ANOTHER), example.body()),
                closed);
        expect(
                who + ": " + row.operation() + " nowhere",
                call(
                        callers.get(who).get(),
                        row.method(),
                        example.pathToNothing(row.template(), ABSENT),
                        example.body()),
                closed);
    }

    private static Response call(RequestSpecification as, String method, String path, String body) {
        RequestSpecification request = as.redirects().follow(false);
        return (body.isEmpty() ? request : request.body(body)).request(method, path);
    }

    private void expect(String what, Response answer, String cell) {
        int status = answer.statusCode();
        boolean right = cell.equals("allow") ? status < 500 && !CLOSED.contains(status) : cell.equals("" + status);
        if (!right) {
            wrong.add(what + ": " + status + " instead of " + cell + " " + answer.asString());
        }
    }

    private static Set<String> operations() throws IOException {
        JsonNode document = new ObjectMapper()
                .readTree(RestAssured.given()
                        .baseUri(Customer.origin())
                        .get("/q/openapi?format=json")
                        .asString());
        Set<String> operations = new TreeSet<>();
        document.path("paths").properties().stream()
                .filter(path -> !path.getKey().startsWith("/test-"))
                .forEach(path -> path.getValue().fieldNames().forEachRemaining(method -> {
                    if (METHODS.contains(method)) {
                        operations.add(method.toUpperCase(Locale.ROOT) + " " + path.getKey());
                    }
                }));
        return operations;
    }
}
