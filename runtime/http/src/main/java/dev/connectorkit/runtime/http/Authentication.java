package dev.connectorkit.runtime.http;

import static java.util.Objects.requireNonNull;

import dev.connectorkit.runtime.settings.Settings;
import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.Optional;

/** By which settings a system lets the connector in. */
public sealed interface Authentication {
    /** The header that says so, if one does. */
    Optional<Header> header(Settings settings);

    static Authentication none() {
        return new None();
    }

    static Authentication basic(String userSetting, String passwordSetting) {
        return new Basic(userSetting, passwordSetting);
    }

    static Authentication bearer(String tokenSetting) {
        return new Bearer(tokenSetting);
    }

    static Authentication apiKey(String keySetting, String header) {
        return new ApiKey(keySetting, header);
    }

    /** A system that is open. */
    record None() implements Authentication {
        @Override
        public Optional<Header> header(Settings settings) {
            return Optional.empty();
        }
    }

    /** A user and a password (RFC 7617). */
    record Basic(String userSetting, String passwordSetting) implements Authentication {
        public Basic {
            requireNonNull(userSetting, "userSetting");
            requireNonNull(passwordSetting, "passwordSetting");
        }

        @Override
        public Optional<Header> header(Settings settings) {
            String user = settings.string(userSetting);
            if (user.contains(":")) {
                throw Header.unfit(userSetting, "a colon, which ends a user's name (RFC 7617)");
            }
            String login = user + ":" + settings.secret(passwordSetting).reveal();
            String encoded = Base64.getEncoder().encodeToString(login.getBytes(StandardCharsets.UTF_8));
            return Optional.of(new Header("Authorization", "Basic " + encoded));
        }
    }

    /** A token (RFC 6750). */
    record Bearer(String tokenSetting) implements Authentication {
        public Bearer {
            requireNonNull(tokenSetting, "tokenSetting");
        }

        @Override
        public Optional<Header> header(Settings settings) {
            return Optional.of(new Header(
                    "Authorization",
                    "Bearer "
                            + Header.checked(
                                    tokenSetting, settings.secret(tokenSetting).reveal())));
        }
    }

    /** A key in a header of the system's own. */
    record ApiKey(String keySetting, String header) implements Authentication {
        public ApiKey {
            requireNonNull(keySetting, "keySetting");
            requireNonNull(header, "header");
        }

        @Override
        public Optional<Header> header(Settings settings) {
            return Optional.of(new Header(
                    header,
                    Header.checked(keySetting, settings.secret(keySetting).reveal())));
        }
    }
}
