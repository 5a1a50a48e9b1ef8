package dev.latchkey.testing;

import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.time.Duration;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicLong;
import java.util.concurrent.locks.Condition;
import java.util.concurrent.locks.ReentrantLock;

/**
 * A stretch of network between the service and its database that a test can delay, cut and swallow. Counts round trips:
 * how often the client speaks after an answer was delivered to it. A driver that writes twice without waiting makes one
 * trip, which shows only if answers take a while: count with a {@link #delay}.
 */
public final class TcpProxy implements AutoCloseable {
    private static final long NEVER = Long.MAX_VALUE;

    private enum Mode {
        PASS,
        SWALLOW,
        REFUSE
    }

    private final InetSocketAddress target;
    private final ServerSocket door;
    private final Set<Socket> open = ConcurrentHashMap.newKeySet();
    private final AtomicLong roundTrips = new AtomicLong();
    private final AtomicLong bytesUp = new AtomicLong();
    private final AtomicLong bytesDown = new AtomicLong();
    private final ReentrantLock lock = new ReentrantLock();
    private final Condition changed = lock.newCondition();
    private volatile Mode mode = Mode.PASS;
    private volatile Duration delay = Duration.ZERO;
    private volatile String cutAfter = "";
    private final AtomicLong bytesUntilCut = new AtomicLong(NEVER);

    private TcpProxy(InetSocketAddress target) throws IOException {
        this.target = target;
        this.door = new ServerSocket(0, 50, InetAddress.getLoopbackAddress());
    }

    /** Stands between a free port of loopback and {@code port}. */
    public static TcpProxy to(int port) {
        try {
            TcpProxy proxy = new TcpProxy(new InetSocketAddress(InetAddress.getLoopbackAddress(), port));
            Thread.ofVirtual().name("proxy").start(proxy::accept);
            return proxy;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** Returns the port at which clients reach it. */
    public int port() {
        return door.getLocalPort();
    }

    /** Returns how often the client spoke after the server's answer had reached it. */
    public long roundTrips() {
        return roundTrips.get();
    }

    /** Returns how many bytes went from client to server. */
    public long bytesUp() {
        return bytesUp.get();
    }

    /** Returns how many bytes went from server to client. */
    public long bytesDown() {
        return bytesDown.get();
    }

    /** Lets everything pass at once again, after any of the faults below. */
    public void heal() {
        delay = Duration.ZERO;
        cutAfter = "";
        bytesUntilCut.set(NEVER);
        switchTo(Mode.PASS);
    }

    /** Holds each flight back for {@code one}, in both directions. */
    public void delay(Duration one) {
        delay = one;
    }

    /** Closes all connections and takes no new ones, like a stopped server. */
    public void cut() {
        switchTo(Mode.REFUSE);
        closeAll();
    }

    /** Closes the connections of now; new ones pass, like a fail-over. */
    public void cutOnce() {
        closeAll();
    }

    /** Takes bytes and connections and gives nothing back, like a frozen server or a lost route. */
    public void swallow() {
        switchTo(Mode.SWALLOW);
    }

    /**
     * Passes what contains {@code text} on to the server and cuts the connection before the answer comes back, once: the
     * client cannot know what became of it.
     */
    public void cutAfter(String text) {
        cutAfter = text;
    }

    /** Lets the server say so many bytes more, then closes the connection that it was speaking on, once. */
    public void cutAfterBytes(long more) {
        bytesUntilCut.set(more);
    }

    @Override
    public void close() throws IOException {
        door.close();
        closeAll();
        switchTo(Mode.PASS);
    }

    private void switchTo(Mode next) {
        lock.lock();
        try {
            mode = next;
            changed.signalAll();
        } finally {
            lock.unlock();
        }
    }

    private void closeAll() {
        open.forEach(TcpProxy::closeQuietly);
        open.clear();
    }

    private void accept() {
        while (!door.isClosed()) {
            try {
                Socket client = door.accept();
                client.setTcpNoDelay(true);
                if (mode == Mode.REFUSE) {
                    closeQuietly(client);
                    continue;
                }
                Socket server = reach(client);
                server.setTcpNoDelay(true);
                open.add(client);
                open.add(server);
                Conversation conversation = new Conversation(client, server);
                Thread.ofVirtual().start(() -> conversation.pump(client, server, true));
                Thread.ofVirtual().start(() -> conversation.pump(server, client, false));
            } catch (IOException closedOrUnreachable) {
                // The client sees its own connection close.
            }
        }
    }

    /** A server that is not there makes the client's connection close too. */
    private Socket reach(Socket client) throws IOException {
        try {
            return new Socket(target.getAddress(), target.getPort());
        } catch (IOException unreachable) {
            closeQuietly(client);
            throw unreachable;
        }
    }

    private final class Conversation {
        private final Socket client;
        private final Socket server;
        private volatile boolean clientSpokeLast;
        private volatile boolean answerIsLost;

        Conversation(Socket client, Socket server) {
            this.client = client;
            this.server = server;
        }

        void pump(Socket from, Socket to, boolean upwards) {
            byte[] buffer = new byte[64 * 1024];
            try (from;
                    to) {
                InputStream in = from.getInputStream();
                OutputStream out = to.getOutputStream();
                for (int read = in.read(buffer); read >= 0; read = in.read(buffer)) {
                    heard(upwards, read);
                    awaitPassage();
                    if (upwards && !cutAfter.isEmpty() && contains(buffer, read, cutAfter)) {
                        cutAfter = "";
                        answerIsLost = true;
                    }
                    if (!upwards && answerIsLost) {
                        return;
                    }
                    if (!upwards) {
                        clientSpokeLast = false;
                    }
                    int passing = upwards ? read : allowed(read);
                    out.write(buffer, 0, passing);
                    out.flush();
                    if (passing < read) {
                        return;
                    }
                }
            } catch (IOException cut) {
                // Either side is gone; try-with-resources closes the other.
            } finally {
                open.remove(client);
                open.remove(server);
            }
        }

        private void heard(boolean upwards, int bytes) {
            (upwards ? bytesUp : bytesDown).addAndGet(bytes);
            if (upwards && !clientSpokeLast) {
                roundTrips.incrementAndGet();
                clientSpokeLast = true;
            }
        }
    }

    /** How many of the server's next bytes still pass; with the first that does not, the fault is over. */
    private int allowed(int bytes) {
        long left = bytesUntilCut.getAndUpdate(now -> now == NEVER || now < bytes ? NEVER : now - bytes);
        return (int) Math.min(bytes, left);
    }

    private void awaitPassage() throws IOException {
        lock.lock();
        try {
            long nanos = delay.toNanos();
            while (nanos > 0 && mode == Mode.PASS) {
                nanos = changed.awaitNanos(nanos);
            }
            while (mode == Mode.SWALLOW) {
                // Whoever waits here is woken by a change, and then a connection that was swallowed is of no use.
                changed.await(1, TimeUnit.SECONDS);
                if (mode != Mode.SWALLOW) {
                    throw new IOException("swallowed");
                }
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IOException(e);
        } finally {
            lock.unlock();
        }
    }

    private static boolean contains(byte[] buffer, int length, String text) {
        return new String(buffer, 0, length, java.nio.charset.StandardCharsets.ISO_8859_1).contains(text);
    }

    private static void closeQuietly(Socket socket) {
        try {
            socket.close();
        } catch (IOException alreadyGone) {
            // As wanted.
        }
    }
}
