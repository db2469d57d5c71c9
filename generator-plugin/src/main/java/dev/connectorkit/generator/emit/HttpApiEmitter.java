package dev.connectorkit.generator.emit;

import static dev.connectorkit.generator.emit.JavaText.literal;

import com.palantir.javapoet.CodeBlock;
import com.palantir.javapoet.FieldSpec;
import com.palantir.javapoet.MethodSpec;
import com.palantir.javapoet.TypeSpec;
import dev.connectorkit.generator.spec.ConnectorSpec;
import dev.connectorkit.generator.spec.HttpSpec;
import java.time.Duration;
import java.util.List;
import javax.lang.model.element.Modifier;

/** The class that says how the system of an HTTP connector is reached. */
final class HttpApiEmitter implements Emitter {
    @Override
    public List<GeneratedFile> emit(ConnectorSpec spec) {
        return spec.http()
                .<List<GeneratedFile>>map(http -> List.of(DerivedJava.file(spec, type(spec, http))))
                .orElse(List.of());
    }

    private static TypeSpec type(ConnectorSpec spec, HttpSpec http) {
        return TypeSpec.classBuilder(spec.apiClass())
                .addAnnotation(DerivedJava.GENERATED)
                .addModifiers(Modifier.FINAL)
                .addJavadoc("How the system of $L is reached.\n", spec.name())
                .addField(FieldSpec.builder(RuntimeTypes.HTTP_API, "API", Modifier.STATIC, Modifier.FINAL)
                        .initializer(api(http))
                        .build())
                .addMethod(MethodSpec.constructorBuilder()
                        .addModifiers(Modifier.PRIVATE)
                        .build())
                .build();
    }

    private static CodeBlock api(HttpSpec http) {
        CodeBlock.Builder api = CodeBlock.builder()
                .add("$T.at($L)$>$>", RuntimeTypes.HTTP_API, literal(http.baseUrl()))
                .add("\n.authentication($L)", authentication(http.authentication()))
                .add("\n.timeout($T.ofSeconds($L))", Duration.class, http.timeoutSeconds());
        http.probe().ifPresent(probe -> api.add("\n.probe($L, $L)", literal(probe.method()), literal(probe.path())));
        http.headers().forEach((name, value) -> api.add("\n.header($L, $L)", literal(name), literal(value)));
        http.streams().forEach((name, stream) -> api.add("\n.stream($L, $L)", literal(name), requests(stream)));
        return api.add("\n.build()$<$<").build();
    }

    private static CodeBlock authentication(HttpSpec.Authentication authentication) {
        if (authentication instanceof HttpSpec.Basic basic) {
            return CodeBlock.of(
                    "$T.basic($L, $L)",
                    RuntimeTypes.HTTP_AUTHENTICATION,
                    literal(basic.userSetting()),
                    literal(basic.passwordSetting()));
        }
        if (authentication instanceof HttpSpec.Bearer bearer) {
            return CodeBlock.of("$T.bearer($L)", RuntimeTypes.HTTP_AUTHENTICATION, literal(bearer.tokenSetting()));
        }
        if (authentication instanceof HttpSpec.ApiKey key) {
            return CodeBlock.of(
                    "$T.apiKey($L, $L)",
                    RuntimeTypes.HTTP_AUTHENTICATION,
                    literal(key.keySetting()),
                    literal(key.header()));
        }
        return CodeBlock.of("$T.none()", RuntimeTypes.HTTP_AUTHENTICATION);
    }

    private static CodeBlock requests(HttpSpec.Stream stream) {
        CodeBlock.Builder requests = CodeBlock.builder()
                .add("$T.to($L, $L)$>$>", RuntimeTypes.HTTP_REQUESTS, literal(stream.method()), literal(stream.path()));
        stream.headers().forEach((name, value) -> requests.add("\n.header($L, $L)", literal(name), literal(value)));
        stream.arrayOf().ifPresent(records -> requests.add("\n.array($L)", records));
        stream.envelope().ifPresent(key -> requests.add("\n.envelope($L)", literal(key)));
        stream.requestsPerSecond()
                .ifPresent(number -> requests.add("\n.requestsPerSecond($L)", literal(number.toPlainString())));
        stream.retryStatuses().ifPresent(statuses -> requests.add("\n.retryStatuses($L)", list(statuses)));
        stream.rejectedStatuses().ifPresent(statuses -> requests.add("\n.rejectedStatuses($L)", list(statuses)));
        return requests.add("\n.build()$<$<").build();
    }

    private static CodeBlock list(List<Integer> numbers) {
        return numbers.stream().map(number -> CodeBlock.of("$L", number)).collect(CodeBlock.joining(", "));
    }
}
