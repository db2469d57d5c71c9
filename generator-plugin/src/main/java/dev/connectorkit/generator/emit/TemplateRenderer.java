package dev.connectorkit.generator.emit;

import freemarker.cache.ClassTemplateLoader;
import freemarker.core.TemplateClassResolver;
import freemarker.template.Configuration;
import freemarker.template.SimpleObjectWrapper;
import freemarker.template.Template;
import freemarker.template.TemplateException;
import freemarker.template.TemplateExceptionHandler;
import java.io.IOException;
import java.io.StringWriter;
import java.io.UncheckedIOException;
import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.RecordComponent;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;

/**
 * Fills in the kit's templates. A template sees the strings of one record, and of lists of records in it, and nothing else: it resolves no class, calls
 * no method, reads no file, and a variable that the record lacks is an error. Safe for threads.
 */
final class TemplateRenderer {
    private static final String FOLDER = "/dev/connectorkit/templates";

    private final Configuration configuration = configuration();

    /**
     * Gives a template's text.
     *
     * @param name   of the template, such as {@code skeletons/for-target/Sink.java}
     * @param values whose components are strings, and lists of such records
     */
    Rendered render(String name, Record values) {
        try {
            Template template = configuration.getTemplate(name + ".ftl");
            StringWriter text = new StringWriter();
            template.process(model(values), text);
            return new Rendered(text.toString(), Integer.parseInt((String) template.getCustomAttribute("version")));
        } catch (IOException e) {
            throw new UncheckedIOException("the kit's template " + name + " could not be read", e);
        } catch (TemplateException e) {
            throw new IllegalStateException("the kit's template " + name + " is wrong", e);
        }
    }

    /** What a template gave, and the version of the template. */
    record Rendered(String text, int templateVersion) {}

    private static Map<String, Object> model(Record values) {
        Map<String, Object> model = new LinkedHashMap<>();
        for (RecordComponent component : values.getClass().getRecordComponents()) {
            try {
                model.put(component.getName(), plain(component.getAccessor().invoke(values)));
            } catch (IllegalAccessException | InvocationTargetException e) {
                throw new IllegalStateException(values.getClass() + " cannot be read", e);
            }
        }
        return model;
    }

    /** Nothing but text, lists and maps: no object whose methods a template could find. */
    private static Object plain(Object value) {
        if (value instanceof List<?> list) {
            return list.stream().map(TemplateRenderer::plain).toList();
        }
        return value instanceof Record record ? model(record) : (String) value;
    }

    private static Configuration configuration() {
        Configuration configuration = new Configuration(Configuration.VERSION_2_3_35);
        configuration.setTemplateLoader(new ClassTemplateLoader(TemplateRenderer.class, FOLDER));
        configuration.setTagSyntax(Configuration.SQUARE_BRACKET_TAG_SYNTAX);
        configuration.setInterpolationSyntax(Configuration.SQUARE_BRACKET_INTERPOLATION_SYNTAX);
        configuration.setObjectWrapper(new SimpleObjectWrapper(Configuration.VERSION_2_3_35));
        configuration.setNewBuiltinClassResolver(TemplateClassResolver.ALLOWS_NOTHING_RESOLVER);
        configuration.setAPIBuiltinEnabled(false);
        configuration.setTemplateExceptionHandler(TemplateExceptionHandler.RETHROW_HANDLER);
        configuration.setLogTemplateExceptions(false);
        configuration.setWrapUncheckedExceptions(true);
        configuration.setDefaultEncoding("UTF-8");
        configuration.setLocale(Locale.ROOT);
        configuration.setLocalizedLookup(false);
        return configuration;
    }
}
