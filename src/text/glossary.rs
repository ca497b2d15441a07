//! Which words are technical jargon, and which speak of the business.
//!
//! Lists of words only: no counting here. Invariant: a glossary never changes
//! once built, so one can be shared by every message of an exercise. Absent on
//! purpose: words that are jargon in one sense and plain in another (log,
//! table, thread, primary); a scenario names those that matter to it.

use super::notes::Mark;
use super::phrase::Phrases;

/// The terms that a message is looked through for.
#[derive(Clone, Debug)]
pub struct Glossary {
    /// Jargon; the value is the place in `names`.
    pub(super) jargon: Phrases<usize>,
    /// The terms as listed, and whether each is everyday.
    pub(super) names: Vec<(String, bool)>,
    /// The value tells business words from longer phrases that only hold one.
    pub(super) business: Phrases<bool>,
    pub(super) mark: Mark,
}

impl Glossary {
    /// The built-in terms and the scenario's own. What the scenario adds as
    /// jargon is never everyday.
    pub fn new<S: AsRef<str>>(
        jargon: impl IntoIterator<Item = S>,
        business: impl IntoIterator<Item = S>,
    ) -> Self {
        let own = jargon
            .into_iter()
            .map(|term| (term.as_ref().to_owned(), false));
        let names: Vec<(String, bool)> = own
            .chain(JARGON.iter().map(|term| ((*term).to_owned(), false)))
            .chain(EVERYDAY.iter().map(|term| ((*term).to_owned(), true)))
            .collect();
        // The scenario's terms come first: the first of equal phrases counts.
        let jargon = Phrases::new(names.iter().enumerate().map(|(i, (term, _))| (term, i)));
        let own: Vec<S> = business.into_iter().collect();
        let business = own
            .iter()
            .map(AsRef::as_ref)
            .chain(BUSINESS.iter().copied());
        let business = business
            .map(|term| (term, true))
            .chain(NOT_BUSINESS.map(|term| (term, false)));
        let business = Phrases::new(business);
        Self {
            jargon,
            names,
            business,
            mark: Mark::default(),
        }
    }

    /// The built-in terms alone.
    pub fn built_in() -> Self {
        Self::new::<&str>([], [])
    }
}

/// Technical words that an executive has likely met. They are specifics for
/// engineers and do not count against a message to executives.
const EVERYDAY: &[&str] = &[
    "alert",
    "backup",
    "bug",
    "cloud",
    "configuration",
    "data center",
    "database",
    "deploy",
    "deployment",
    "downtime",
    "firewall",
    "hardware",
    "migration",
    "monitoring",
    "network",
    "on call",
    "outage",
    "patch",
    "postmortem",
    "production",
    "release",
    "repair",
    "restore",
    "revert",
    "roll back",
    "rollback",
    "root cause",
    "server",
    "software",
    "staging",
    "test environment",
    "traffic",
    "upgrade",
    "workaround",
];

const JARGON: &[&str] = &[
    // stores and their parts
    "cassandra",
    "postgres",
    "postgresql",
    "mysql",
    "mongodb",
    "dynamodb",
    "redis",
    "memcached",
    "elasticsearch",
    "sql",
    "nosql",
    "schema",
    "sstable",
    "memtable",
    "commit log",
    "write ahead log",
    "wal",
    "tombstone",
    "compaction",
    "anti entropy",
    "read repair",
    "nodetool",
    "hinted handoff",
    "gossip",
    "token ring",
    "consistency level",
    "eventual consistency",
    "quorum",
    "partition",
    "partition key",
    "primary key",
    "foreign key",
    "index",
    "query",
    "query plan",
    "users table",
    "transaction log",
    "checksum",
    "blob",
    "dual write",
    "backfill",
    "cdc",
    "etl",
    "orm",
    "connection pool",
    "pool exhaustion",
    "prepared statement",
    "deadlock",
    "lock contention",
    "vacuum",
    "point in time recovery",
    "pitr",
    "incremental snapshot",
    "snapshot",
    // copies and switching
    "replica",
    "replication",
    "replication factor",
    "replication lag",
    "read replica",
    "sharding",
    "failover",
    "fail over",
    "failback",
    "leader election",
    "split brain",
    "hot standby",
    "active passive",
    "active active",
    "availability zone",
    "multi region",
    "node",
    "cluster",
    "rebalance",
    "bootstrap",
    // measures
    "latency",
    "throughput",
    "iops",
    "qps",
    "rps",
    "tps",
    "p50",
    "p90",
    "p95",
    "p99",
    "p999",
    "percentile",
    "saturation",
    "queue depth",
    "error rate",
    "error budget",
    "slo",
    "sli",
    "rpo",
    "rto",
    "mttr",
    "mttd",
    "cpu",
    "heap",
    "gc",
    "garbage collection",
    "gc pause",
    "oom",
    "memory leak",
    "disk io",
    "load average",
    // programs and requests
    "api",
    "endpoint",
    "microservice",
    "middleware",
    "backend",
    "frontend",
    "daemon",
    "cron",
    "worker pool",
    "thread pool",
    "thread dump",
    "stack trace",
    "null pointer",
    "unhandled exception",
    "segfault",
    "race condition",
    "regression",
    "idempotent",
    "idempotency",
    "serialization",
    "payload",
    "http",
    "5xx",
    "4xx",
    "500s",
    "503",
    "grpc",
    "websocket",
    "timeout",
    "retry storm",
    "thundering herd",
    "backpressure",
    "circuit breaker",
    "rate limit",
    "throttle",
    "kafka",
    "rabbitmq",
    "consumer lag",
    "message queue",
    "dead letter queue",
    "cache",
    "cache invalidation",
    "cache miss",
    "hit rate",
    "cold cache",
    "ttl",
    // delivery
    "kubernetes",
    "k8s",
    "pod",
    "container",
    "docker",
    "helm",
    "terraform",
    "ansible",
    "ci",
    "cd",
    "pipeline",
    "canary",
    "canary analysis",
    "blue green",
    "feature flag",
    "hotfix",
    "cherry pick",
    "artifact",
    "runbook",
    "blast radius",
    "autoscaling",
    "scale out",
    "chaos test",
    // networks and access
    "dns",
    "cdn",
    "tls",
    "ssl",
    "mtls",
    "x509",
    "handshake",
    "load balancer",
    "reverse proxy",
    "ingress",
    "egress",
    "nat",
    "bgp",
    "vpc",
    "subnet",
    "packet loss",
    "oauth",
    "jwt",
];

const BUSINESS: &[&str] = &[
    "account",
    "brand",
    "breach",
    "business",
    "buyer",
    "cart",
    "checkout",
    "churn",
    "client",
    "compensation",
    "complaint",
    "compliance",
    "consumer trust",
    "contract",
    "cost",
    "credit",
    "customer",
    "data loss",
    "dollar",
    "euro",
    "guest",
    "income",
    "invoice",
    "journalist",
    "launch",
    "lawyer",
    "legal",
    "liability",
    "lose data",
    "loss",
    "market",
    "media",
    "merchant",
    "money",
    "order",
    "partner",
    "payment",
    "penalty",
    "people affected",
    "press",
    "privacy",
    "profit",
    "public",
    "purchase",
    "refund",
    "regulator",
    "reputation",
    "revenue",
    "sale",
    "shopper",
    "subscriber",
    "supplier",
    "support ticket",
    "ticket",
    "trust",
    "usd",
    "user",
];

/// Phrases that hold a business word by chance.
const NOT_BUSINESS: [&str; 4] = ["in order", "in public", "out of order", "account for"];

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn lists_hold_each_term_once() {
        use crate::text::word::{stem, words};
        let glossary = Glossary::built_in();
        let form = |name: &str| words(name).map(|w| stem(w.text)).collect::<Vec<_>>();
        let mut forms: Vec<_> = glossary.names.iter().map(|(n, _)| (form(n), n)).collect();
        forms.sort();
        for pair in forms.windows(2) {
            assert_ne!(pair[0].0, pair[1].0, "{} and {}", pair[0].1, pair[1].1);
        }
    }
}
