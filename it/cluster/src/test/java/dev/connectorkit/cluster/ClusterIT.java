package dev.connectorkit.cluster;

import static org.junit.jupiter.api.Assertions.assertFalse;

import java.util.HashMap;
import java.util.Map;
import org.apache.kafka.connect.util.clusters.EmbeddedConnectCluster;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

class ClusterIT {
    @Test
    @Timeout(90)
    void startsAndStops() {
        EmbeddedConnectCluster cluster = new EmbeddedConnectCluster.Builder()
                .name("kit").numWorkers(2).numBrokers(1).workerProps(new HashMap<>(Map.of("plugin.discovery", "hybrid_warn"))).build();
        try {
            cluster.start();
            cluster.kafka().createTopic("flights", 6);
            assertFalse(cluster.workers().isEmpty());
        } finally {
            cluster.stop();
        }
    }
}
