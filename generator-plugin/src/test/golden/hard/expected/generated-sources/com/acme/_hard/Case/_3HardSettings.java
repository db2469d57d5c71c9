package com.acme._hard.Case;

import com.fasterxml.jackson.databind.JsonNode;
import dev.connectorkit.runtime.settings.Secret;
import dev.connectorkit.runtime.settings.Settings;
import java.math.BigDecimal;
import java.util.Optional;
import javax.annotation.processing.Generated;

/**
 * The settings of target-3-hard, checked before anything is read.
 *
 * @param class_ &#42;/ class Injected &#123;&#125; /&#42;
 * @param int_ the setting int
 * @param enum_ the setting enum
 * @param record the setting record
 * @param yield the setting yield
 * @param var the setting var
 * @param null_ the setting null
 * @param true_ the setting true
 * @param hashCode_ the setting hashCode
 * @param toString_ the setting toString
 * @param getClass_ the setting getClass
 * @param wait_ the setting wait
 * @param settings the setting settings
 * @param from the setting from
 * @param dialectDriver the setting dialect+driver
 * @param aBC &#92;u000a injected();
 * @param _9lives the setting _9lives
 * @param x509 &#64;param class injected &#64;return nothing
 * @param ssl the setting SSL
 */
@Generated("dev.connectorkit:connector-maven-plugin")
public record _3HardSettings(Optional<String> class_, long int_, BigDecimal enum_, boolean record,
        Optional<Boolean> yield, JsonNode var, JsonNode null_, Optional<JsonNode> true_,
        String hashCode_, String toString_, Optional<Secret> getClass_, Secret wait_,
        Optional<String> settings, String from, String dialectDriver, Optional<String> aBC,
        Optional<String> _9lives, Optional<String> x509, Optional<String> ssl) {
    /**
     * Gives the settings that a configuration amounts to.
     *
     * @param settings the configuration, checked and with the defaults filled in
     * @return the same by name and type
     */
    public static _3HardSettings from(Settings settings) {
        return new _3HardSettings(
                settings.optionalString("class"),
                settings.integer("int"),
                settings.number("enum"),
                settings.flag("record"),
                settings.optionalFlag("yield"),
                settings.json("var"),
                settings.json("null"),
                settings.optionalJson("true"),
                settings.string("hashCode"),
                settings.string("toString"),
                settings.optionalSecret("getClass"),
                settings.secret("wait"),
                settings.optionalString("settings"),
                settings.string("from"),
                settings.string("dialect+driver"),
                settings.optionalString("a.b-c"),
                settings.optionalString("_9lives"),
                settings.optionalString("X509"),
                settings.optionalString("SSL"));
    }
}
