package dev.latchkey.bench;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Arrays;
import java.util.stream.Stream;

/** CPU time as Linux counts it (proc(5)): of one process, of one and its children, of the whole machine. */
final class CpuTime {
    private static final int UTIME = 11;
    private static final int STIME = 12;
    private static final int CUTIME = 13;
    private static final int CSTIME = 14;
    private static final long MILLIS_PER_TICK = 10;

    private CpuTime() {}

    /** Of this process alone, user and system. */
    static Duration of(long processId) {
        return ticks(Long.toString(processId), UTIME, STIME);
    }

    /** Of this process, its children that live and its children that have ended. */
    static Duration ofFamily(long processId) {
        return ProcessHandle.of(processId).stream()
                .flatMap(ProcessHandle::descendants)
                .map(child -> of(child.pid()))
                .reduce(ticks(Long.toString(processId), UTIME, STIME, CUTIME, CSTIME), Duration::plus);
    }

    /** Of the threads in which HotSpot compiles, as far as they still live. */
    static Duration ofCompilers(long processId) {
        try (Stream<Path> threads = Files.list(Path.of("/proc", Long.toString(processId), "task"))) {
            return threads.map(thread -> processId + "/task/" + thread.getFileName())
                    .filter(thread -> read("/proc/" + thread + "/comm").contains(" CompilerThre"))
                    .map(thread -> ticks(thread, UTIME, STIME))
                    .reduce(Duration.ZERO, Duration::plus);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** Of everything that ran on this machine, and what its host gave to other machines instead. */
    static Duration ofMachine() {
        // user nice system idle iowait irq softirq steal
        String[] all = read("/proc/stat").lines().findFirst().orElseThrow().split(" +");
        long busy = Arrays.stream(new int[] {1, 2, 3, 6, 7, 8})
                .mapToLong(column -> Long.parseLong(all[column]))
                .sum();
        return Duration.ofMillis(busy * MILLIS_PER_TICK);
    }

    private static Duration ticks(String process, int... columns) {
        String stat = read("/proc/" + process + "/stat");
        if (stat.isEmpty()) {
            return Duration.ZERO; // It ended meanwhile; its parent has its time now.
        }
        String[] behindTheName = stat.substring(stat.lastIndexOf(')') + 2).split(" ");
        return Duration.ofMillis(Arrays.stream(columns)
                        .mapToLong(column -> Long.parseLong(behindTheName[column]))
                        .sum()
                * MILLIS_PER_TICK);
    }

    /** Resident memory of a process in MiB. */
    static long residentMebibytes(long processId) {
        return read("/proc/" + processId + "/status")
                .lines()
                .filter(line -> line.startsWith("VmRSS:"))
                .map(line -> Long.parseLong(line.replaceAll("\\D", "")) / 1024)
                .findFirst()
                .orElse(0L);
    }

    private static String read(String file) {
        try {
            return Files.readString(Path.of(file));
        } catch (NoSuchFileException ended) {
            return "";
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
