package dev.connectorkit.generator.spec;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import dev.connectorkit.generator.descriptor.DescriptorReader;
import dev.connectorkit.generator.descriptor.InvalidDescriptorException;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/** What an author reads about each thing that can be wrong in a descriptor. */
class DescriptorProblemsTest {
    private static final DescriptorReader READER = new DescriptorReader();

    private static final String TARGET = """
            name: target-acme
            package: com.acme
            architecture: target
            """;

    private static final String SQL = """
            name: target-acme
            package: com.acme
            architecture: sql
            """;

    private static final String HTTP = """
            name: target-acme
            package: com.acme
            architecture: http
            """;

    @ParameterizedTest(name = "{0}")
    @MethodSource({"yaml", "shapes", "names", "settings", "defaults", "sql", "http", "streams"})
    void saysWhereAndWhatAndWhatToDo(String title, String yaml, String expected) {
        InvalidDescriptorException problems =
                catchThrowableOfType(InvalidDescriptorException.class, () -> new SpecResolver(READER.runtimeSettings())
                        .resolve(READER.read("connector.yaml", yaml), "1.0"));
        assertThat(problems).as(title).isNotNull().hasMessage(expected.strip());
    }

    static Stream<Arguments> yaml() {
        return Stream.of(
                problem("an empty file", "", """
                        connector.yaml:1:1 (document): is empty; a connector needs name, package and architecture
                        """),
                problem("a file of comments only", "# nothing\n", """
                        connector.yaml:1:1 (document): is empty; a connector needs name, package and architecture
                        """),
                problem("a text that is no mapping", """
                        target-acme
                        """, """
                        connector.yaml:1:1 (document): is a string; a mapping is needed here
                        """),
                problem("a list", """
                        - name: target-acme
                        """, """
                        connector.yaml:1:1 (document): is a list; a mapping is needed here
                        """),
                problem("an unclosed quote", TARGET + """
                        label: "Acme
                        """, """
                        connector.yaml:5:1 (yaml): found unexpected end of stream (while scanning a quoted scalar that begins on line 4)
                        """),
                problem("an unclosed list", TARGET + """
                        settings:
                          a: {type: string, allowed: [x, y}
                        """, """
                        connector.yaml:5:35 (yaml): expected ',' or ']', but got } (while parsing a flow sequence that begins on line 5)
                        """),
                problem("a tab for indentation", TARGET + "settings:\n\ta: {type: string}\n", """
                        connector.yaml:5:1 (yaml): found character '\\t(TAB)' that cannot start any token. (Do not use \\t(TAB) for indentation)
                        """),
                problem("a key that is a list", TARGET + """
                        ? [a, b]
                        : c
                        """, """
                        connector.yaml:4:4 (yaml): a key has to be plain text
                        """),
                problem("a bell", TARGET + "label: A\n# b\u0007\n", """
                        connector.yaml:5:4 (yaml): the character U+0007 is not allowed; write it as an escape in double quotes
                        """),
                problem("a second document", TARGET + """
                        ---
                        name: b
                        """, """
                        connector.yaml:5:1 (document): a second document begins here; one file describes one connector
                        """),
                problem("a repeated key, and what is wrong with its second value", TARGET + """
                        label: A
                        name: yes
                        """, """
                        connector.yaml:5:1 name: is there twice, first on line 1; leave one out
                        """),
                problem("a repeated setting", TARGET + """
                        settings:
                          a: {type: string}
                          b: {type: string}
                          a: {type: integer}
                        """, """
                        connector.yaml:7:3 settings.a: is there twice, first on line 5; leave one out
                        """),
                problem("an alias", TARGET + """
                        label: &x Acme
                        description: *x
                        """, """
                        connector.yaml:5:14 description: is a YAML alias (*x); write the value out
                        """),
                problem("a tag", TARGET + """
                        label: !!str Acme
                        """, """
                        connector.yaml:4:8 label: has a YAML tag (tag:yaml.org,2002:str); leave the tag out
                        """),
                problem("a merge key", TARGET + """
                        settings:
                          a: {<<: {type: string}, type: string}
                        """, """
                        connector.yaml:5:7 settings.a["<<"]: is not known here; known are type, description, required, default, secret, env, allowed, examples, deprecated
                        """),
                problem("words that YAML takes for booleans", TARGET + """
                        settings:
                          a: {type: string, allowed: [on, off, auto]}
                          b: {type: boolean, default: yes}
                        """, """
                        connector.yaml:5:31 settings.a.allowed[0]: on without quotes is unclear; write true, false, or "on"
                        connector.yaml:5:35 settings.a.allowed[1]: off without quotes is unclear; write true, false, or "off"
                        connector.yaml:6:31 settings.b.default: yes without quotes is unclear; write true, false, or "yes"
                        """),
                problem("numbers that JSON does not have", TARGET + """
                        settings:
                          a: {type: integer, default: 010}
                          b: {type: integer, default: 0x1F}
                          c: {type: integer, default: 1_000}
                          d: {type: number, default: .inf}
                          e: {type: number, default: 1e9999}
                          f: {type: number, default: +5}
                        """, """
                        connector.yaml:5:31 settings.a.default: 010 is no JSON number, such as 10 or 0.5; put it in quotes if it is text
                        connector.yaml:6:31 settings.b.default: 0x1F is no JSON number, such as 10 or 0.5; put it in quotes if it is text
                        connector.yaml:7:31 settings.c.default: 1_000 is no JSON number, such as 10 or 0.5; put it in quotes if it is text
                        connector.yaml:8:30 settings.d.default: .inf is no JSON number, such as 10 or 0.5; put it in quotes if it is text
                        connector.yaml:9:30 settings.e.default: 1e9999 is no JSON number, such as 10 or 0.5; put it in quotes if it is text
                        connector.yaml:10:30 settings.f.default: +5 is no JSON number, such as 10 or 0.5; put it in quotes if it is text
                        """));
    }

    static Stream<Arguments> shapes() {
        return Stream.of(
                problem("nothing that is needed", """
                        label: Acme
                        """, """
                        connector.yaml:1:1 architecture: is missing
                        connector.yaml:1:1 name: is missing
                        connector.yaml:1:1 package: is missing
                        """),
                problem("an unknown key that is close to a known one", TARGET + """
                        lable: Acme
                        """, """
                        connector.yaml:4:1 lable: is not known here; did you mean "label"?
                        """),
                problem("an unknown key that is close to nothing", TARGET + """
                        pipelines: []
                        """, """
                        connector.yaml:4:1 pipelines: is not known here; known are name, label, description, package, architecture, engines, capabilities, sql, http, streams, settings, defaults
                        """),
                problem("an unknown key in a setting", TARGET + """
                        settings:
                          port: {type: integer, defualt: 1}
                        """, """
                        connector.yaml:5:25 settings.port.defualt: is not known here; did you mean "default"?
                        """),
                problem("capabilities and engines that there are not", TARGET + """
                        engines: [kafka]
                        capabilities:
                          upserts: true
                          readable: maybe
                          cannot_hold: [decimal]
                        """, """
                        connector.yaml:4:11 engines[0]: "kafka" is not one of kafka-connect; did you mean "kafka-connect"?
                        connector.yaml:6:3 capabilities.upserts: is not known here; did you mean "upsert"?
                        connector.yaml:7:13 capabilities.readable: is a string; true or false is needed here
                        connector.yaml:8:17 capabilities.cannot_hold[0]: "decimal" is not one of boolean, integer, big-integer, number, exact-number, string, date-time, date, time, uuid, object, array, null
                        """),
                problem("a number for a text", TARGET + """
                        label: 2024
                        """, """
                        connector.yaml:4:8 label: is an integer; a string is needed here; put it in quotes
                        """),
                problem("a mapping for a text", TARGET + """
                        label: {a: b}
                        """, """
                        connector.yaml:4:8 label: is a mapping; a string is needed here
                        """),
                problem("a list for a mapping", TARGET + """
                        settings:
                          - port
                        """, """
                        connector.yaml:5:3 settings: is a list; a mapping is needed here
                        """),
                problem("nothing where settings should be", TARGET + """
                        settings:
                        """, """
                        connector.yaml:4:10 settings: is empty; a mapping is needed here, or leave it out
                        """),
                problem("nothing where a default should be", TARGET + """
                        settings:
                          a: {type: string, default: }
                        """, """
                        connector.yaml:5:29 settings.a.default: is empty; a string, a number, true or false, a mapping or a list is needed here, or leave it out
                        """),
                problem("a setting without a type", TARGET + """
                        settings:
                          port: {default: 1}
                        """, """
                        connector.yaml:5:3 settings.port.type: is missing
                        """),
                problem("a setting that is a text", TARGET + """
                        settings:
                          port: integer
                        """, """
                        connector.yaml:5:9 settings.port: is a string; a mapping is needed here
                        """),
                problem("an unknown type", TARGET + """
                        settings:
                          port: {type: int}
                          host: {type: strng}
                          user: {type: text}
                        """, """
                        connector.yaml:5:16 settings.port.type: "int" is not one of string, integer, number, boolean, object, array; did you mean "integer"?
                        connector.yaml:6:16 settings.host.type: "strng" is not one of string, integer, number, boolean, object, array; did you mean "string"?
                        connector.yaml:7:16 settings.user.type: "text" is not one of string, integer, number, boolean, object, array
                        """),
                problem("an unknown architecture", """
                        name: target-acme
                        package: com.acme
                        architecture: targt
                        """, """
                        connector.yaml:3:15 architecture: "targt" is not one of sql, target, destination, http; did you mean "target"?
                        """),
                problem("a label that is empty", TARGET + """
                        label: ""
                        """, """
                        connector.yaml:4:8 label: is empty; write something, or leave it out
                        """),
                problem("a label that is too long", TARGET + "label: " + "x".repeat(201), """
                        connector.yaml:4:8 label: is longer than 200 characters
                        """),
                problem("flags that are texts", TARGET + """
                        settings:
                          a: {type: string, required: "true", secret: 1}
                        """, """
                        connector.yaml:5:31 settings.a.required: is a string; true or false is needed here
                        connector.yaml:5:47 settings.a.secret: is an integer; true or false is needed here
                        """),
                problem("an empty and a doubled list of allowed values", TARGET + """
                        settings:
                          a: {type: string, allowed: []}
                          b: {type: string, allowed: [x, x]}
                        """, """
                        connector.yaml:5:30 settings.a.allowed: has no items; write some, or leave it out
                        connector.yaml:6:30 settings.b.allowed: holds an item twice
                        """),
                problem("an allowed value that is a number", TARGET + """
                        settings:
                          a: {type: string, allowed: [x, 1]}
                        """, """
                        connector.yaml:5:34 settings.a.allowed[1]: is an integer; a string is needed here; put it in quotes
                        """),
                problem("problems of every kind, in the order of the file", """
                        name: Acme
                        package: com.class
                        architecture: target
                        sql: {dialect: duckdb}
                        settings:
                          port: {type: integr, default: 080}
                          batch_size_rows: {type: integer}
                          port: {type: string}
                        defaults:
                          load_metod: upsert
                        """, """
                        connector.yaml:1:7 name: "Acme" has to be lower-case letters and digits, in parts joined by single hyphens, such as target-acme
                        connector.yaml:2:10 package: "com.class" is no Java package, since class is a keyword of Java
                        connector.yaml:4:1 sql: is for architecture sql only; this one is target
                        connector.yaml:6:16 settings.port.type: "integr" is not one of string, integer, number, boolean, object, array; did you mean "integer"?
                        connector.yaml:7:3 settings.batch_size_rows: is a setting that every connector has; to change its default, write it under defaults
                        connector.yaml:8:3 settings.port: is there twice, first on line 6; leave one out
                        connector.yaml:10:3 defaults.load_metod: is not known here; did you mean "load_method"?
                        """));
    }

    static Stream<Arguments> names() {
        return Stream.of(
                problem("a name in capitals", """
                        name: Target Acme
                        package: com.acme
                        architecture: target
                        """, """
                        connector.yaml:1:7 name: "Target Acme" has to be lower-case letters and digits, in parts joined by single hyphens, such as target-acme
                        """),
                problem("a name with a line break in it", """
                        name: "target-acme\\nx"
                        package: com.acme
                        architecture: target
                        """, """
                        connector.yaml:1:7 name: "target-acme\\u000ax" has to be lower-case letters and digits, in parts joined by single hyphens, such as target-acme
                        """),
                problem("a name that ends in a line break", """
                        name: "target-acme\\n"
                        package: "com.acme\\n"
                        architecture: target
                        """, """
                        connector.yaml:1:7 name: "target-acme\\u000a" has to be lower-case letters and digits, in parts joined by single hyphens, such as target-acme
                        connector.yaml:2:10 package: "com.acme\\u000a" has to be a Java package: ASCII letters, digits and underscores, in parts joined by dots, such as com.acme.crm
                        """),
                problem("a name that leads out of the folder", """
                        name: ../target
                        package: com.acme
                        architecture: target
                        """, """
                        connector.yaml:1:7 name: "../target" has to be lower-case letters and digits, in parts joined by single hyphens, such as target-acme
                        """),
                problem("a name whose classes the runtime has", """
                        name: target-batch
                        package: com.acme
                        architecture: target
                        """, """
                        connector.yaml:1:7 name: "target-batch" would name a class BatchSink, and the runtime has a class of that name; choose another name
                        """),
                problem("a package with a hyphen", """
                        name: target-acme
                        package: com.acme-crm
                        architecture: target
                        """, """
                        connector.yaml:2:10 package: "com.acme-crm" has to be a Java package: ASCII letters, digits and underscores, in parts joined by dots, such as com.acme.crm
                        """),
                problem("a package with a keyword", """
                        name: target-acme
                        package: com.acme.switch
                        architecture: target
                        """, """
                        connector.yaml:2:10 package: "com.acme.switch" is no Java package, since switch is a keyword of Java
                        """),
                problem("a package below java", """
                        name: target-acme
                        package: java.acme
                        architecture: target
                        """, """
                        connector.yaml:2:10 package: the JVM loads no classes of others from packages below java
                        """));
    }

    static Stream<Arguments> settings() {
        return Stream.of(
                problem("examples that are none, and a deprecated setting that is required", TARGET + """
                        settings:
                          a: {type: integer, examples: [1, x]}
                          b: {type: string, secret: true, examples: [hunter2]}
                          c: {type: string, required: true, deprecated: use a}
                          d: {type: string, allowed: [x, y], examples: [z]}
                        """, """
                        connector.yaml:5:36 settings.a.examples[1]: is no example for a setting of type integer: an integer of at most 64 bits is needed
                        connector.yaml:6:46 settings.b.examples[0]: a secret has no examples, since this file is no secret; leave them out
                        connector.yaml:7:49 settings.c.deprecated: a setting that is required cannot go away; leave out one of the two
                        connector.yaml:8:49 settings.d.examples[0]: "z" is not one of the allowed values: x, y; did you mean "x"?
                        """),
                problem("a name with a space", TARGET + """
                        settings:
                          my port: {type: integer}
                        """, """
                        connector.yaml:5:3 settings["my port"]: the name has to begin with a letter or an underscore, then letters, digits, and _ . + -
                        """),
                problem("a name in another alphabet", TARGET + """
                        settings:
                          größe: {type: integer}
                        """, """
                        connector.yaml:5:3 settings["größe"]: the name has to begin with a letter or an underscore, then letters, digits, and _ . + -
                        """),
                problem("a name with a quote and a line break", TARGET + """
                        settings:
                          "a\\"\\nb": {type: integer}
                          "c\\n": {type: integer}
                        """, """
                        connector.yaml:5:3 settings["a\\"\\u000ab"]: the name has to begin with a letter or an underscore, then letters, digits, and _ . + -
                        connector.yaml:6:3 settings["c\\u000a"]: the name has to begin with a letter or an underscore, then letters, digits, and _ . + -
                        """),
                problem("a name without a letter", TARGET + """
                        settings:
                          _+_: {type: integer}
                        """, """
                        connector.yaml:5:3 settings["_+_"]: has no letter or digit; choose another name
                        """),
                problem("two names that are one in Java", TARGET + """
                        settings:
                          dialect+driver: {type: string}
                          dialect_driver: {type: string}
                        """, """
                        connector.yaml:6:3 settings.dialect_driver: has the same name in Java, dialectDriver, as "dialect+driver" on line 5; rename one of them
                        """),
                problem("a keyword and the name that it becomes", TARGET + """
                        settings:
                          class: {type: string}
                          class_: {type: string}
                        """, """
                        connector.yaml:6:3 settings.class_: has the same name in Java, class_, as "class" on line 5; rename one of them
                        """),
                problem("two names that are one in the environment", TARGET + """
                        settings:
                          aB: {type: string}
                          ab: {type: string}
                        """, """
                        connector.yaml:6:3 settings.ab: is set by the environment variable TARGET_ACME_AB, and so is "aB" on line 5; give one of them another env or name
                        """),
                problem("one variable for two settings", TARGET + """
                        settings:
                          a: {type: string, env: ACME}
                          b: {type: string, env: ACME}
                          c: {type: string, env: TARGET_ACME_D}
                          d: {type: string}
                        """, """
                        connector.yaml:6:26 settings.b.env: is set by the environment variable ACME, and so is "a" on line 5; give one of them another env or name
                        connector.yaml:8:3 settings.d: is set by the environment variable TARGET_ACME_D, and so is "c" on line 7; give one of them another env or name
                        """),
                problem("a variable that is none", TARGET + """
                        settings:
                          a: {type: string, env: "A B"}
                          b: {type: string, env: "B\\n"}
                        """, """
                        connector.yaml:5:26 settings.a.env: "A B" has to be letters, digits and underscores, with no digit first, such as ACME_TOKEN
                        connector.yaml:6:26 settings.b.env: "B\\u000a" has to be letters, digits and underscores, with no digit first, such as ACME_TOKEN
                        """),
                problem("names that belong to the runtime", TARGET + """
                        settings:
                          batch_size_rows: {type: integer}
                          process_activate_version_messages: {type: boolean}
                          table_prefix: {type: string}
                        """, """
                        connector.yaml:5:3 settings.batch_size_rows: is a setting that every connector has; to change its default, write it under defaults
                        connector.yaml:6:3 settings.process_activate_version_messages: is a setting that every connector has; to change its default, write it under defaults
                        connector.yaml:7:3 settings.table_prefix: is a setting that every connector has; to change its default, write it under defaults
                        """),
                problem("defaults of the wrong type", TARGET + """
                        settings:
                          a: {type: string, default: 1}
                          b: {type: integer, default: "1"}
                          c: {type: integer, default: 1.0}
                          d: {type: integer, default: 9223372036854775808}
                          e: {type: number, default: true}
                          f: {type: boolean, default: 0}
                          g: {type: object, default: []}
                          h: {type: array, default: {}}
                        """, """
                        connector.yaml:5:30 settings.a.default: is no default for a setting of type string: a string is needed
                        connector.yaml:6:31 settings.b.default: is no default for a setting of type integer: an integer of at most 64 bits is needed
                        connector.yaml:7:31 settings.c.default: is no default for a setting of type integer: an integer of at most 64 bits is needed
                        connector.yaml:8:31 settings.d.default: is no default for a setting of type integer: an integer of at most 64 bits is needed
                        connector.yaml:9:30 settings.e.default: is no default for a setting of type number: a number is needed
                        connector.yaml:10:31 settings.f.default: is no default for a setting of type boolean: true or false is needed
                        connector.yaml:11:30 settings.g.default: is no default for a setting of type object: a mapping is needed
                        connector.yaml:12:29 settings.h.default: is no default for a setting of type array: a list is needed
                        """),
                problem("a default that is not allowed", TARGET + """
                        settings:
                          mode: {type: string, allowed: [require, verify-full], default: verify_full}
                        """, """
                        connector.yaml:5:66 settings.mode.default: "verify_full" is not one of the allowed values: require, verify-full; did you mean "verify-full"?
                        """),
                problem("a default that is never used, and one that gives a secret away", TARGET + """
                        settings:
                          a: {type: string, required: true, default: x}
                          b: {type: string, secret: true, default: x}
                        """, """
                        connector.yaml:5:46 settings.a.default: a required setting has to be given, so that its default has no use; leave out one of the two
                        connector.yaml:6:44 settings.b.default: a secret has no default, since this file is no secret; leave it out
                        """),
                problem("what only strings can have", TARGET + """
                        settings:
                          a: {type: integer, secret: true}
                          b: {type: integer, allowed: ["1"]}
                        """, """
                        connector.yaml:5:30 settings.a.secret: only a string can be secret; this setting is of type integer
                        connector.yaml:6:32 settings.b.allowed[0]: only a string can have allowed values; this setting is of type integer
                        """),
                problem(
                        "a default that no class file holds",
                        TARGET + "settings:\n  a: {type: string, default: " + "x".repeat(20_000) + "}\n",
                        """
                        connector.yaml:5:30 settings.a.default: is longer than 20000 characters of JSON
                        """),
                problem(
                        "more settings than a record can have",
                        TARGET + "settings:\n"
                                + IntStream.range(0, 128)
                                        .mapToObj("  s%d: {type: integer}\n"::formatted)
                                        .collect(Collectors.joining()),
                        """
                        connector.yaml:132:3 settings.s127: is one setting more than a connector can have, which is 127
                        """));
    }

    static Stream<Arguments> defaults() {
        return Stream.of(
                problem("an unknown setting of the runtime", TARGET + """
                        defaults:
                          batch_size_row: 1
                        """, """
                        connector.yaml:5:3 defaults.batch_size_row: is not known here; did you mean "batch_size_rows"?
                        """),
                problem("a setting of the connector's own", TARGET + """
                        settings:
                          port: {type: integer}
                        defaults:
                          port: 1
                        """, """
                        connector.yaml:7:3 defaults.port: is a setting of this connector; write its default under settings
                        """),
                problem("values of the wrong type", TARGET + """
                        defaults:
                          batch_size_rows: many
                          batch_size_bytes: 1.0
                          add_record_metadata: "true"
                          maximum_batch_size_mb: 0
                          max_parallelism: 0
                        """, """
                        connector.yaml:5:20 defaults.batch_size_rows: is a string; an integer is needed here
                        connector.yaml:6:21 defaults.batch_size_bytes: an integer of at most 64 bits is needed here
                        connector.yaml:7:24 defaults.add_record_metadata: is a string; true or false is needed here
                        connector.yaml:8:26 defaults.maximum_batch_size_mb: 0 is too small; it has to be more than 0
                        connector.yaml:9:20 defaults.max_parallelism: 0 is too small; the least is 1
                        """),
                problem("a value that is not allowed", TARGET + """
                        defaults:
                          load_method: append
                        """, """
                        connector.yaml:5:16 defaults.load_method: "append" is not one of append-only, upsert, overwrite; did you mean "append-only"?
                        """));
    }

    static Stream<Arguments> streams() {
        return Stream.of(
                problem("streams without what they need", TARGET + """
                        streams:
                          a: {}
                          b: {schema: {properties: {}}}
                          c: {schema: {properties: {id: {type: int}, x: {type: [text]}}, type: array}}
                        """, """
                        connector.yaml:5:3 streams.a.schema: is missing
                        connector.yaml:6:28 streams.b.schema.properties: is empty; write what belongs here
                        connector.yaml:7:40 streams.c.schema.properties.id.type: "int" is not one of string, integer, number, boolean, object, array, null; did you mean "integer"?
                        connector.yaml:7:57 streams.c.schema.properties.x.type[0]: "text" is not one of string, integer, number, boolean, object, array, null
                        connector.yaml:7:72 streams.c.schema.type: "array" is not one of object
                        """),
                problem("names that Java cannot tell apart, or not have", TARGET + """
                        streams:
                          acme: {schema: {properties: {id: {type: integer}}}}
                          orders: {schema: {properties: {order_id: {type: integer}, orderId: {type: integer}, "!": {}}}}
                          ORDERS: {schema: {properties: {id: {type: integer}}}}
                          "注文": {schema: {properties: {id: {type: integer}}}}
                        """, """
                        connector.yaml:5:3 streams.acme: would name a class AcmeSink, and the connector or the runtime has a class of that name; leave one of them out
                        connector.yaml:6:61 streams.orders.schema.properties.orderId: has the same name in Java, orderId, as "order_id" on line 6
                        connector.yaml:6:87 streams.orders.schema.properties["!"]: has no letter or digit of ASCII, so that no component of a record can be named after it
                        connector.yaml:7:3 streams.ORDERS: would name a class ORDERSRecord, and stream "orders" has a class of that name; leave one of them out
                        connector.yaml:8:3 streams["注文"]: has no letter or digit of ASCII, so that no class can be named after it; leave it out
                        """),
                problem("keys and paths that name no property", HTTP + """
                        http: {base_url: "http://a", streams: {a: {path: "/{record.idd}"}}}
                        streams:
                          a:
                            key_properties: [key]
                            schema: {properties: {id: {type: integer}}, required: [ids]}
                        """, """
                        connector.yaml:4:50 http.streams.a.path: "idd" is not a property of the stream; did you mean "id"?
                        connector.yaml:7:22 streams.a.key_properties[0]: "key" is not a property of the stream; it has: id
                        connector.yaml:8:60 streams.a.schema.required[0]: "ids" is not a property of the stream; it has: id
                        """));
    }

    static Stream<Arguments> http() {
        return Stream.of(
                problem("architecture http without http", HTTP, """
                        connector.yaml:1:1 http: is missing
                        """),
                problem("http with another architecture", TARGET + """
                        http: {base_url: "http://a", streams: {"*": {path: /}}}
                        """, """
                        connector.yaml:4:1 http: is for architecture http only; this one is target
                        """),
                problem("http without what it needs, and with what there is not", HTTP + """
                        http:
                          timeout_seconds: 0
                          stream: {}
                          streams: {}
                        """, """
                        connector.yaml:4:1 http.base_url: is missing
                        connector.yaml:5:20 http.timeout_seconds: 0 is too small; the least is 1
                        connector.yaml:6:3 http.stream: is not known here; did you mean "streams"?
                        connector.yaml:7:12 http.streams: is empty; write what belongs here
                        """),
                problem("addresses and places that are none", HTTP + """
                        http:
                          base_url: "ftp://{stream}.example"
                          probe: {path: "/{record.id}"}
                          headers: {X-Url: "{setting.urk}", x-url: "ü", Host: a}
                          streams:
                            a: {path: "/{record.id}", body: array}
                            b: {path: "/{id}", batch_size: 5, envelope: data}
                            c: {path: "/a b"}
                            d: {path: "/{setting.token}/{setting.port}"}
                            e: {path: "/{", headers: {X-Id: "{record.id}"}}
                            g: {path: /g, retry_statuses: [429, 200], rejected_statuses: [429]}
                        settings:
                          url: {type: string, required: true}
                          token: {type: string, secret: true, required: true}
                          port: {type: integer, required: true}
                        """, """
                        connector.yaml:5:13 http.base_url: "{stream}" cannot be filled in here; what can is {setting.name}
                        connector.yaml:5:13 http.base_url: has to be http:// or https://, a host, and at most a port and a path
                        connector.yaml:6:17 http.probe.path: "{record.id}" cannot be filled in here; what can is {setting.name}
                        connector.yaml:7:20 http.headers.X-Url: "urk" is no setting of this connector; did you mean "url"?
                        connector.yaml:7:37 http.headers.x-url: is the header of line 7, since case does not count
                        connector.yaml:7:44 http.headers.x-url: holds a character that no header can: it takes printable ASCII
                        connector.yaml:7:49 http.headers.Host: is a header that the connector writes itself; leave it out
                        connector.yaml:9:15 http.streams.a.path: {record.id} needs a request for each record, which is body single, and is for a path only
                        connector.yaml:10:15 http.streams.b.path: "{id}" cannot be filled in here; what can is {setting.name}, {stream}, {record.property}
                        connector.yaml:10:36 http.streams.b.batch_size: is for body array only
                        connector.yaml:10:49 http.streams.b.envelope: is for body array only
                        connector.yaml:11:15 http.streams.c.path: "/a b" is no path of a URL; encode what is special in it, as %XX
                        connector.yaml:12:15 http.streams.d.path: the setting port has to be a string, required or with a default
                        connector.yaml:12:15 http.streams.d.path: the setting token is secret, and secrets are for authentication only
                        connector.yaml:13:15 http.streams.e.path: has a brace that belongs to no other
                        connector.yaml:13:37 http.streams.e.headers.X-Id: {record.id} needs a request for each record, which is body single, and is for a path only
                        connector.yaml:14:41 http.streams.g.retry_statuses[1]: 200 is too small; the least is 300
                        connector.yaml:14:67 http.streams.g.rejected_statuses[0]: is one of retry_statuses too; it can be only one of the two
                        """),
                problem("authentication that lacks something or has too much", HTTP + """
                        http:
                          base_url: "{setting.url}"
                          authentication: {type: basic, user: token, key: token}
                          streams: {"*": {path: /}}
                        settings:
                          url: {type: string, required: true}
                          token: {type: string, secret: true, required: true}
                        """, """
                        connector.yaml:6:3 http.authentication: type basic needs password
                        connector.yaml:6:39 http.authentication.user: the setting token has to be a string, no secret, and required
                        connector.yaml:6:46 http.authentication.key: has no use with type basic
                        """),
                problem("a token that need not be given", HTTP + """
                        http:
                          base_url: "{setting.url}"
                          authentication: {type: bearer, token: tokn}
                          streams: {"*": {path: /}}
                        settings:
                          url: {type: string}
                          token: {type: string, secret: true}
                        """, """
                        connector.yaml:5:13 http.base_url: the setting url has to be a string, required or with a default
                        connector.yaml:6:41 http.authentication.token: "tokn" is no setting of this connector; did you mean "token"?
                        """));
    }

    static Stream<Arguments> sql() {
        return Stream.of(
                problem("an sql connector without its dialect", SQL, """
                        connector.yaml:1:1 sql: is missing
                        """),
                problem("an empty sql", SQL + """
                        sql: {}
                        """, """
                        connector.yaml:4:1 sql.dialect: is missing
                        """),
                problem("an unknown dialect", SQL + """
                        sql:
                          dialect: postgre
                        """, """
                        connector.yaml:5:12 sql.dialect: "postgre" is not one of ansi, duckdb, h2, mariadb, postgres, sqlite, nor the full name of a class; did you mean "postgres"?
                        """),
                problem("a dialect whose settings are not declared", SQL + """
                        sql:
                          dialect: postgres
                        settings:
                          host: {type: string}
                          user: {type: string}
                        """, """
                        connector.yaml:5:12 sql.dialect: the dialect postgres finds its database by settings that are not all declared; it needs host, user, database; or sqlalchemy_url
                        """),
                problem("a DuckDB connector without its file", SQL + """
                        sql:
                          dialect: duckdb
                        """, """
                        connector.yaml:5:12 sql.dialect: the dialect duckdb finds its database by settings that are not all declared; it needs path
                        """),
                problem("a URL that no setting takes", SQL + """
                        sql:
                          dialect: com.acme.Exasol
                          url: jdbc:exa:localhost
                          arrays: both
                        """, """
                        connector.yaml:6:8 sql.url: is what setting url is without being set, and that is not declared
                        connector.yaml:7:11 sql.arrays: "both" is not one of json, native
                        """),
                problem("a URL that is never used", SQL + """
                        sql:
                          dialect: h2
                          url: jdbc:h2:./data
                        settings:
                          url: {type: string, required: true}
                        """, """
                        connector.yaml:6:8 sql.url: has no use, since setting url is required, or has a default
                        """),
                problem("a URL with a password", SQL + """
                        sql:
                          dialect: postgres
                          url: postgresql://me:secret@localhost/warehouse
                        settings:
                          sqlalchemy_url: {type: string, secret: true}
                        """, """
                        connector.yaml:6:8 sql.url: holds a password, and this file is no secret; have it given by a setting
                        """),
                problem("sql where there is none", TARGET + """
                        sql:
                          dialect: duckdb
                        """, """
                        connector.yaml:4:1 sql: is for architecture sql only; this one is target
                        """));
    }

    private static Arguments problem(String title, String yaml, String expected) {
        return Arguments.of(title, yaml, expected);
    }
}
