package dev.latchkey.kubernetes;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.MappingIterator;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.dataformat.yaml.YAMLFactory;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.stream.Stream;
import java.util.stream.StreamSupport;

/** One object of a rendering, as it was written. */
record Manifest(JsonNode body) {
    static final ObjectMapper YAML = new ObjectMapper(new YAMLFactory());

    /** The objects of a rendering. */
    static List<Manifest> all(String rendered) {
        try (MappingIterator<JsonNode> documents =
                YAML.readerFor(JsonNode.class).readValues(rendered)) {
            List<Manifest> all = new ArrayList<>();
            documents.forEachRemaining(document -> all.add(new Manifest(document)));
            return all;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    String kind() {
        return body.path("kind").asText();
    }

    String name() {
        return body.path("metadata").path("name").asText();
    }

    @Override
    public String toString() {
        return kind() + " " + name();
    }

    JsonNode spec() {
        return body.path("spec");
    }

    Map<String, String> labels() {
        return labels(body.path("metadata").path("labels"));
    }

    static Map<String, String> labels(JsonNode labels) {
        Map<String, String> all = new TreeMap<>();
        labels.properties()
                .forEach(label -> all.put(label.getKey(), label.getValue().asText()));
        return all;
    }

    /** The template of pods, in whatever runs some. */
    Optional<JsonNode> pod() {
        return Optional.of(spec().path("template")).filter(template -> !template.isMissingNode());
    }

    /** Whether its pods run our image. */
    boolean runsLatchkey() {
        return containers().anyMatch(container -> image(container).equals("latchkey"));
    }

    /** The name of an image without its tag. */
    static String image(JsonNode container) {
        return container.path("image").asText().replaceFirst("[:@].*", "");
    }

    Stream<JsonNode> containers() {
        return pod().stream()
                .flatMap(pod -> Stream.concat(
                        each(pod.path("spec").path("containers")),
                        each(pod.path("spec").path("initContainers"))));
    }

    static Stream<JsonNode> each(JsonNode list) {
        return StreamSupport.stream(list.spliterator(), false);
    }

    /** Every node below, itself included. */
    static Stream<JsonNode> everywhere(JsonNode node) {
        return Stream.concat(Stream.of(node), each(node).flatMap(Manifest::everywhere));
    }
}
