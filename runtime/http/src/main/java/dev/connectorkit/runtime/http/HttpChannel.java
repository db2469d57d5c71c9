package dev.connectorkit.runtime.http;

import dev.connectorkit.runtime.error.ErrorCode;
import dev.connectorkit.runtime.error.LoadException;
import dev.connectorkit.runtime.error.SettingsException;
import dev.connectorkit.runtime.settings.Settings;
import java.io.IOException;
import java.net.ConnectException;
import java.net.URI;
import java.net.URISyntaxException;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.net.http.HttpTimeoutException;
import java.nio.channels.UnresolvedAddressException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import javax.net.ssl.SSLException;

/** The way to one system: its address, what every request to it carries, and one attempt at a request. */
final class HttpChannel {
    private static final String NO_ADDRESS =
            "configuration: the settings make no address of the system; it has to be http:// or https://, a host and at most"
                    + " a port and a path, with no user, query or fragment";

    private final Settings settings;
    private final Duration timeout;
    private final URI base;
    private final List<Header> headers = new ArrayList<>();
    private final HttpClient client;

    /** @throws SettingsException if a setting makes no address, or no header */
    HttpChannel(HttpApi api, Settings settings) {
        this.settings = settings;
        this.timeout = api.timeout();
        this.base = base(new Template(api.baseUrl()).fill(this::setting));
        api.headers().forEach((name, value) -> headers.add(header(name, value, "")));
        api.authentication().header(settings).ifPresent(headers::add);
        this.client = HttpClient.newBuilder()
                .connectTimeout(timeout)
                .followRedirects(HttpClient.Redirect.NEVER) // a secret is for one host, and a body is not sent twice
                .version(base.getScheme().equals("https") ? HttpClient.Version.HTTP_2 : HttpClient.Version.HTTP_1_1)
                .build();
    }

    /** Scheme, host and port, for messages. */
    String host() {
        return base.getScheme() + "://" + base.getRawAuthority();
    }

    /** A request to the path, which is already encoded, with the headers that all have. */
    HttpRequest.Builder request(String path) {
        HttpRequest.Builder request = HttpRequest.newBuilder(URI.create(base + path));
        headers.forEach(header -> request.setHeader(header.name(), header.value()));
        return request;
    }

    /** A header with its value filled in. */
    Header header(String name, String value, String stream) {
        String filled = new Template(value)
                .fill(place -> place.equals("stream") ? Template.percentEncoded(stream) : setting(place));
        return new Header(name, Header.checked("header " + name, filled));
    }

    /** The value of {@code setting.name}, as text. */
    String setting(String place) {
        return settings.string(place.substring("setting.".length()));
    }

    /**
     * One attempt. Of a body that is longer than {@link HttpAnswer#LONGEST_BODY} one byte more than that is given.
     *
     * @throws IOException if there is no whole answer in time
     */
    HttpResponse<byte[]> send(HttpRequest request) throws IOException {
        CompletableFuture<HttpResponse<byte[]>> answer =
                client.sendAsync(request, BoundedBody.ofAtMost(HttpAnswer.LONGEST_BODY + 1));
        try {
            // The client's own time limit ends with the headers; an answer may stop after them too
            return answer.get(timeout.toMillis(), TimeUnit.MILLISECONDS);
        } catch (TimeoutException e) {
            throw new HttpTimeoutException("no answer within " + timeout.toMillis() + " ms");
        } catch (ExecutionException e) {
            throw e.getCause() instanceof IOException failure
                    ? failure
                    : new IOException("the HTTP client failed", e.getCause());
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new LoadException(ErrorCode.LOAD_FAILED, "interrupted while waiting for an answer", e);
        } finally {
            answer.cancel(true);
        }
    }

    /** What went wrong, in words that quote nothing of what was sent. */
    static String told(IOException failure) {
        for (Throwable cause = failure; cause != null; cause = cause.getCause()) {
            if (cause instanceof HttpTimeoutException) {
                return "no answer in time";
            }
            if (cause instanceof UnresolvedAddressException) {
                return "the host is not known";
            }
            if (cause instanceof SSLException) {
                return "TLS does not come about (" + cause.getClass().getSimpleName() + ")";
            }
        }
        return failure instanceof ConnectException
                ? "the connection is refused"
                : "the connection broke before the answer was whole";
    }

    private static URI base(String text) {
        String trimmed = text.endsWith("/") ? text.substring(0, text.length() - 1) : text;
        try {
            URI uri = new URI(trimmed);
            String scheme = String.valueOf(uri.getScheme()).toLowerCase(Locale.ROOT);
            boolean isPlain = uri.getRawUserInfo() == null && uri.getRawQuery() == null && uri.getRawFragment() == null;
            if ((scheme.equals("http") || scheme.equals("https")) && uri.getHost() != null && isPlain) {
                return new URI(scheme, uri.getRawAuthority(), uri.getPath(), null, null);
            }
        } catch (URISyntaxException e) {
            throw new SettingsException(ErrorCode.CONFIG_INVALID, NO_ADDRESS); // the cause would quote the setting
        }
        throw new SettingsException(ErrorCode.CONFIG_INVALID, NO_ADDRESS);
    }
}
