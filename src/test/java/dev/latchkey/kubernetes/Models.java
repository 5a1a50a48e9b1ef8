package dev.latchkey.kubernetes;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import io.fabric8.kubernetes.api.model.ConfigMap;
import io.fabric8.kubernetes.api.model.Namespace;
import io.fabric8.kubernetes.api.model.Service;
import io.fabric8.kubernetes.api.model.ServiceAccount;
import io.fabric8.kubernetes.api.model.apps.Deployment;
import io.fabric8.kubernetes.api.model.apps.StatefulSet;
import io.fabric8.kubernetes.api.model.autoscaling.v2.HorizontalPodAutoscaler;
import io.fabric8.kubernetes.api.model.batch.v1.Job;
import io.fabric8.kubernetes.api.model.networking.v1.Ingress;
import io.fabric8.kubernetes.api.model.networking.v1.NetworkPolicy;
import io.fabric8.kubernetes.api.model.policy.v1.PodDisruptionBudget;
import io.fabric8.openshift.api.model.monitoring.v1.PrometheusRule;
import io.fabric8.openshift.api.model.monitoring.v1.ServiceMonitor;
import java.lang.reflect.Field;
import java.lang.reflect.Modifier;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;

/** Kubernetes' own model of each kind, in which a misspelt field is something left over. */
final class Models {
    private static final Map<String, Class<?>> KINDS = Map.ofEntries(
            Map.entry("v1 Namespace", Namespace.class),
            Map.entry("v1 ConfigMap", ConfigMap.class),
            Map.entry("v1 Service", Service.class),
            Map.entry("v1 ServiceAccount", ServiceAccount.class),
            Map.entry("apps/v1 Deployment", Deployment.class),
            Map.entry("apps/v1 StatefulSet", StatefulSet.class),
            Map.entry("batch/v1 Job", Job.class),
            Map.entry("policy/v1 PodDisruptionBudget", PodDisruptionBudget.class),
            Map.entry("autoscaling/v2 HorizontalPodAutoscaler", HorizontalPodAutoscaler.class),
            Map.entry("networking.k8s.io/v1 Ingress", Ingress.class),
            Map.entry("networking.k8s.io/v1 NetworkPolicy", NetworkPolicy.class),
            Map.entry("monitoring.coreos.com/v1 ServiceMonitor", ServiceMonitor.class),
            Map.entry("monitoring.coreos.com/v1 PrometheusRule", PrometheusRule.class));

    /** The part of CloudNativePG's {@code Cluster} that we use, by the names its API reference gives. */
    private static final Map<String, Set<String>> CLUSTER = Map.ofEntries(
            Map.entry(
                    "spec",
                    Set.of(
                            "instances",
                            "enablePDB",
                            "primaryUpdateStrategy",
                            "bootstrap",
                            "managed",
                            "postgresql",
                            "affinity",
                            "storage",
                            "walStorage",
                            "resources",
                            "imageName",
                            "backup")),
            Map.entry("spec.bootstrap", Set.of("initdb")),
            Map.entry(
                    "spec.bootstrap.initdb",
                    Set.of(
                            "database",
                            "owner",
                            "secret",
                            "encoding",
                            "dataChecksums",
                            "postInitSQL",
                            "postInitApplicationSQL")),
            Map.entry("spec.bootstrap.initdb.secret", Set.of("name")),
            Map.entry("spec.managed", Set.of("roles")),
            Map.entry("spec.managed.roles", Set.of("name", "ensure", "login", "passwordSecret")),
            Map.entry("spec.managed.roles.passwordSecret", Set.of("name")),
            Map.entry("spec.postgresql", Set.of("parameters", "synchronous")),
            Map.entry("spec.postgresql.parameters", Set.of("max_connections")),
            Map.entry("spec.postgresql.synchronous", Set.of("method", "number", "dataDurability")),
            Map.entry("spec.affinity", Set.of("enablePodAntiAffinity", "podAntiAffinityType", "topologyKey")),
            Map.entry("spec.storage", Set.of("size", "storageClass")),
            Map.entry("spec.walStorage", Set.of("size", "storageClass")),
            Map.entry("spec.resources", Set.of("requests", "limits")),
            Map.entry("spec.resources.requests", Set.of("cpu", "memory")),
            Map.entry("spec.resources.limits", Set.of("cpu", "memory")));

    private Models() {}

    /** What stands in a manifest and not in the model of its kind. */
    static List<String> leftOver(Manifest manifest) {
        String kind = manifest.body().path("apiVersion").asText() + " " + manifest.kind();
        if (kind.equals("postgresql.cnpg.io/v1 Cluster")) {
            List<String> complaints = new ArrayList<>();
            outsideOfCluster(manifest.spec(), "spec", complaints);
            return complaints;
        }
        return Optional.<Class<?>>ofNullable(KINDS.get(kind))
                .map(model -> leftOver(manifest, model))
                .orElseGet(() -> List.of(manifest + ": nobody knows " + kind));
    }

    private static List<String> leftOver(Manifest manifest, Class<?> model) {
        List<String> complaints = new ArrayList<>();
        try {
            walk(Manifest.YAML.treeToValue(manifest.body(), model), manifest.toString(), complaints);
        } catch (JsonProcessingException e) {
            complaints.add(manifest + ": " + e.getOriginalMessage());
        } catch (IllegalAccessException e) {
            throw new AssertionError(e);
        }
        return complaints;
    }

    private static void walk(Object value, String where, List<String> complaints) throws IllegalAccessException {
        switch (value) {
            case Collection<?> several -> {
                for (Object one : several) {
                    walk(one, where, complaints);
                }
            }
            case Map<?, ?> several -> {
                for (Map.Entry<?, ?> one : several.entrySet()) {
                    walk(one.getValue(), where + "." + one.getKey(), complaints);
                }
            }
            default -> {
                for (Class<?> type = value.getClass();
                        type.getName().startsWith("io.fabric8.") && !type.isEnum();
                        type = type.getSuperclass()) {
                    for (Field field : type.getDeclaredFields()) {
                        field(value, field, where, complaints);
                    }
                }
            }
        }
    }

    private static void field(Object owner, Field field, String where, List<String> complaints)
            throws IllegalAccessException {
        if (Modifier.isStatic(field.getModifiers()) || field.getType().isPrimitive()) {
            return;
        }
        field.setAccessible(true);
        Optional<Object> value = Optional.ofNullable(field.get(owner));
        if (field.getName().equals("additionalProperties")) {
            value.map(left -> new TreeSet<>(((Map<?, ?>) left).keySet()))
                    .filter(left -> !left.isEmpty())
                    .ifPresent(left -> complaints.add(where + " does not have " + left));
        } else if (value.isPresent()) {
            walk(value.get(), where + "." + field.getName(), complaints);
        }
    }

    private static void outsideOfCluster(JsonNode node, String where, List<String> complaints) {
        if (node.isArray()) {
            node.forEach(one -> outsideOfCluster(one, where, complaints));
        } else if (node.isObject()) {
            node.properties().forEach(member -> {
                if (!CLUSTER.getOrDefault(where, Set.of()).contains(member.getKey())) {
                    complaints.add("Cluster " + where + " does not have " + member.getKey());
                }
                outsideOfCluster(member.getValue(), where + "." + member.getKey(), complaints);
            });
        }
    }
}
