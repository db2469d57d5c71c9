package com.acme.crm;

import com.fasterxml.jackson.databind.JsonNode;
import dev.connectorkit.runtime.settings.Secret;
import dev.connectorkit.runtime.settings.Settings;
import java.math.BigDecimal;
import java.util.Optional;
import java.util.OptionalLong;
import javax.annotation.processing.Generated;

/**
 * The settings of target-acme-crm, checked before anything is read.
 *
 * @param url Where the CRM is reached.
 * @param token What it lets the connector in by.
 * @param userAgent the setting user_agent
 * @param onConflict the setting on_conflict
 * @param tenant the setting tenant
 * @param proxyPassword the setting proxy_password
 * @param pageSize the setting page_size
 * @param maxPages the setting max_pages
 * @param quota the setting quota
 * @param quotaShare the setting quota_share
 * @param dryRun the setting dry_run
 * @param verify the setting verify
 * @param headers the setting headers
 * @param fields the setting fields
 * @param tags the setting tags
 * @param owners the setting owners
 */
@Generated("dev.connectorkit:connector-maven-plugin")
public record AcmeCrmSettings(String url, Secret token, String userAgent, String onConflict,
        Optional<String> tenant, Optional<Secret> proxyPassword, long pageSize,
        OptionalLong maxPages, BigDecimal quota, Optional<BigDecimal> quotaShare, boolean dryRun,
        Optional<Boolean> verify, JsonNode headers, Optional<JsonNode> fields, JsonNode tags,
        Optional<JsonNode> owners) {
    /**
     * Gives the settings that a configuration amounts to.
     *
     * @param settings the configuration, checked and with the defaults filled in
     * @return the same by name and type
     */
    public static AcmeCrmSettings from(Settings settings) {
        return new AcmeCrmSettings(
                settings.string("url"),
                settings.secret("token"),
                settings.string("user_agent"),
                settings.string("on_conflict"),
                settings.optionalString("tenant"),
                settings.optionalSecret("proxy_password"),
                settings.integer("page_size"),
                settings.optionalInteger("max_pages"),
                settings.number("quota"),
                settings.optionalNumber("quota_share"),
                settings.flag("dry_run"),
                settings.optionalFlag("verify"),
                settings.json("headers"),
                settings.optionalJson("fields"),
                settings.json("tags"),
                settings.optionalJson("owners"));
    }
}
