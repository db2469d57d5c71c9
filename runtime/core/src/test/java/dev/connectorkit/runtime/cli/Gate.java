package dev.connectorkit.runtime.cli;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;

/** Where the drains of a {@link GatedConnector} ask whether they may write. */
final class Gate implements AutoCloseable {
    private static final int LONGEST_WAIT_MILLIS = 30_000;

    private final ServerSocket server;
    private final List<Socket> waiting = new ArrayList<>();

    Gate() throws IOException {
        server = new ServerSocket(0, 50, InetAddress.getLoopbackAddress());
        server.setSoTimeout(LONGEST_WAIT_MILLIS);
    }

    int port() {
        return server.getLocalPort();
    }

    /** Waits for the next drain to begin, and gives what it is about to write: stream and rows. */
    String nextDrain() throws IOException {
        Socket socket = server.accept();
        waiting.add(socket);
        return String.valueOf(
                new BufferedReader(new InputStreamReader(socket.getInputStream(), StandardCharsets.UTF_8)).readLine());
    }

    /** Lets all drains write that wait. */
    void open() throws IOException {
        for (Socket socket : waiting) {
            socket.getOutputStream().write('\n');
            socket.close();
        }
        waiting.clear();
    }

    @Override
    public void close() throws IOException {
        for (Socket socket : waiting) {
            socket.close();
        }
        server.close();
    }
}
