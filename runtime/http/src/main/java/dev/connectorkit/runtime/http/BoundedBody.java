package dev.connectorkit.runtime.http;

import java.net.http.HttpResponse.BodyHandler;
import java.net.http.HttpResponse.BodySubscriber;
import java.net.http.HttpResponse.BodySubscribers;
import java.nio.ByteBuffer;
import java.util.List;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.Flow.Subscription;
import org.jspecify.annotations.Nullable;

/**
 * Collects an answer's body, and lets go of the connection once it has more than it may keep: what a system sends must not be
 * able to use up the memory of the connector.
 */
final class BoundedBody implements BodySubscriber<byte[]> {
    private final BodySubscriber<byte[]> kept = BodySubscribers.ofByteArray();
    private int left;
    private @Nullable Subscription subscription;

    private BoundedBody(int most) {
        this.left = most;
    }

    /** Gives at most so many bytes, the first ones. */
    static BodyHandler<byte[]> ofAtMost(int bytes) {
        return answer -> new BoundedBody(bytes);
    }

    @Override
    public CompletionStage<byte[]> getBody() {
        return kept.getBody();
    }

    @Override
    public void onSubscribe(Subscription given) {
        subscription = given;
        kept.onSubscribe(given);
    }

    @Override
    public void onNext(List<ByteBuffer> buffers) {
        for (ByteBuffer buffer : buffers) {
            buffer.limit(buffer.position() + Math.min(buffer.remaining(), left));
            left -= buffer.remaining();
        }
        kept.onNext(buffers);
        if (left == 0 && subscription != null) {
            subscription.cancel();
            kept.onComplete();
        }
    }

    @Override
    public void onError(Throwable failure) {
        kept.onError(failure);
    }

    @Override
    public void onComplete() {
        kept.onComplete();
    }
}
