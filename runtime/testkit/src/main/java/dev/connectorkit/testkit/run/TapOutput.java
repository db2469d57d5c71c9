package dev.connectorkit.testkit.run;

import dev.connectorkit.testkit.cases.CaseInput;
import dev.connectorkit.testkit.cases.TapAction;
import java.io.IOException;
import java.io.InputStream;
import java.io.InterruptedIOException;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.Deque;
import java.util.List;

/** What a tap writes, as it writes it: byte for byte, with what it does in between. Read by one thread. */
final class TapOutput extends InputStream {
    private final CaseInput input;
    private final InputStream bytes;
    private final Deque<TapAction> actions;
    private final Hands hands;
    private final List<String> unmet = new ArrayList<>();
    private int at;
    private int end;

    /** What a tap's actions need from whoever runs the connector. */
    interface Hands {
        /** Waits for so many states; false if they do not come in time. */
        boolean awaitStates(int states) throws InterruptedException;

        void cutConnections();

        /** Sends the signal, and returns when the process has ended. */
        void signal(TapAction.Kind kind);
    }

    TapOutput(CaseInput input, List<TapAction> actions, Hands hands) {
        this.input = input;
        this.bytes = input.open();
        this.actions = new ArrayDeque<>(actions.stream()
                .sorted(Comparator.comparingInt(TapAction::beforeLine))
                .toList());
        this.hands = hands;
        this.end = input.size();
    }

    /** What was waited for in vain, a sentence each. */
    List<String> unmet() {
        return List.copyOf(unmet);
    }

    @Override
    public int read() throws IOException {
        byte[] one = new byte[1];
        return read(one, 0, 1) < 0 ? -1 : one[0] & 0xFF;
    }

    @Override
    public int read(byte[] buffer, int offset, int length) throws IOException {
        while (!actions.isEmpty() && at == stop()) {
            act(actions.removeFirst());
        }
        int next = actions.isEmpty() ? end : Math.min(end, stop());
        int read = bytes.read(buffer, offset, Math.min(length, next - at));
        if (at >= end || read < 0) {
            return -1;
        }
        at += read;
        return read;
    }

    private int stop() {
        return input.offsetOf(actions.getFirst().beforeLine());
    }

    private void act(TapAction action) throws IOException {
        switch (action.kind()) {
            case AWAIT_STATES -> await(action);
            case CUT_CONNECTIONS -> hands.cutConnections();
            case CUT -> {
                int next = input.offsetOf(action.beforeLine() + 1);
                end = at + (next - at) / 2;
                actions.clear();
            }
            case KILL, TERMINATE -> {
                end = at;
                actions.clear();
                hands.signal(action.kind());
            }
        }
    }

    private void await(TapAction action) throws IOException {
        try {
            if (!hands.awaitStates(action.states())) {
                unmet.add("%d states out while the tap waits before line %d of the input"
                        .formatted(action.states(), action.beforeLine()));
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new InterruptedIOException("interrupted while waiting for a state");
        }
    }
}
