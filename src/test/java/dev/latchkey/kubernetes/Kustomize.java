package dev.latchkey.kubernetes;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.TimeUnit;

/** {@code kubectl kustomize}, which renders without a cluster. */
final class Kustomize {
    /** What operators apply. */
    static final List<Path> OVERLAYS = List.of(
            Path.of("k8s/overlays/local"),
            Path.of("k8s/overlays/production"),
            Path.of("k8s/overlays/production-cloudnativepg"));

    private record Ended(int code, String out, String err) {}

    private Kustomize() {}

    /** Whether a kubectl that can render stands on the path. */
    static boolean isThere() {
        try {
            return run(List.of("kubectl", "kustomize", "--help")).code() == 0;
        } catch (UncheckedIOException noSuchProgram) {
            return false;
        }
    }

    /** Renders a folder. */
    static String render(Path folder) {
        Ended ended = run(List.of("kubectl", "kustomize", folder.toString()));
        if (ended.code() != 0) {
            throw new AssertionError(folder + " does not render: " + ended.err());
        }
        return ended.out();
    }

    private static Ended run(List<String> command) {
        try {
            Path err = Files.createTempFile("kustomize", ".err");
            Process process =
                    new ProcessBuilder(command).redirectError(err.toFile()).start();
            String out = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
            if (!process.waitFor(60, TimeUnit.SECONDS)) {
                process.destroyForcibly();
                throw new AssertionError(command + " did not end");
            }
            String said = Files.readString(err);
            Files.delete(err);
            return new Ended(process.exitValue(), out, said);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException(e);
        }
    }
}
