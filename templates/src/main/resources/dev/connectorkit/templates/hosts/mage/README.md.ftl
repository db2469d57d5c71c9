[#ftl attributes={"version": "1"}]
# [=name] in Mage

Copy this folder to `mage_integrations/destinations/[=module]` of the Python that runs Mage, have a Java 17 or newer there, and
say where the connector's launcher is, unless it is on the `PATH`:

```
export [=variable]=/opt/[=name]/[=name]
```

`templates/config.json` is what Mage shows as the configuration to fill in.
