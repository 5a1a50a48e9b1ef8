package dev.latchkey.bench;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.Optional;

/**
 * A yard is the CPU of one P-256 verification by OpenSSL on this machine in this moment. Costs in yards can be compared
 * between machines.
 */
final class Yard {
    private Yard() {}

    /** Measures for one second; empty where OpenSSL is not installed or speaks otherwise. */
    static Optional<Double> millis() throws InterruptedException {
        try {
            Process process = new ProcessBuilder("openssl", "speed", "-seconds", "1", "ecdsap256")
                    .redirectError(ProcessBuilder.Redirect.DISCARD)
                    .start();
            String output = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
            process.waitFor();
            // "256 bits ecdsa (nistp256)  0.0000s  0.0001s  40123.0  13012.0", the last being verifications a second
            return output.lines()
                    .filter(line -> line.contains("nistp256"))
                    .map(line -> 1000 / Double.parseDouble(line.substring(line.lastIndexOf(' ') + 1)))
                    .findFirst();
        } catch (IOException | NumberFormatException noOpenSsl) {
            return Optional.empty();
        }
    }
}
