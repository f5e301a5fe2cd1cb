import Domain
import Schema

extension Metadata: Sampled {
    static func sample(_ chance: inout Chance) -> Metadata { Metadata(key: chance.text(), value: chance.text()) }
}

extension Header: Sampled {
    static func sample(_ chance: inout Chance) -> Header {
        Header(
            kind: chance.term(), callID: chance.integer(), method: chance.text(), deadline: chance.integer(), status: chance.term(),
            message: chance.text(), credit: chance.integer(), traceparent: chance.text(), metadata: chance.list { .sample(&$0) },
            retryAfter: chance.integer())
    }
}

extension Record: Sampled {
    static func sample(_ chance: inout Chance) -> Record {
        Record(sequence: chance.integer(), type: chance.term(), payload: chance.bytes(upTo: 400))
    }
}

extension FeedBatch: Sampled {
    static func sample(_ chance: inout Chance) -> FeedBatch {
        FeedBatch(
            journal: chance.bytes(), records: chance.list(upTo: 12) { .sample(&$0) }, head: chance.integer(), through: chance.integer())
    }
}

extension Cursor: Sampled {
    static func sample(_ chance: inout Chance) -> Cursor { Cursor(journal: chance.bytes(), sequence: chance.integer()) }
}

extension SubscribeRequest: Sampled {
    static func sample(_ chance: inout Chance) -> SubscribeRequest {
        let start: Start = chance.term()
        return SubscribeRequest(
            territory: chance.text(), consumer: chance.text(), start: start,
            cursor: start == .cursor ? .sample(&chance) : chance.perhaps { .sample(&$0) }, types: chance.list { $0.term() },
            filter: chance.perhaps { .sample(&$0) }, limits: chance.perhaps { .sample(&$0) })
    }
}

extension CommitRequest: Sampled {
    static func sample(_ chance: inout Chance) -> CommitRequest {
        CommitRequest(territory: chance.text(), consumer: chance.text(), cursor: .sample(&chance))
    }
}

extension ForgetRequest: Sampled {
    static func sample(_ chance: inout Chance) -> ForgetRequest { ForgetRequest(territory: chance.text(), consumer: chance.text()) }
}

extension ForgetReply: Sampled {
    static func sample(_ chance: inout Chance) -> ForgetReply { ForgetReply(known: chance.flag()) }
}

extension CommitReply: Sampled {
    static func sample(_ chance: inout Chance) -> CommitReply { CommitReply() }
}

extension HealthRequest: Sampled {
    static func sample(_ chance: inout Chance) -> HealthRequest { HealthRequest(service: chance.text()) }
}

extension ConsumerStatus: Sampled {
    static func sample(_ chance: inout Chance) -> ConsumerStatus {
        ConsumerStatus(name: chance.text(), sequence: chance.integer(), connected: chance.flag())
    }
}

extension FeedStatus: Sampled {
    static func sample(_ chance: inout Chance) -> FeedStatus {
        FeedStatus(
            territory: chance.text(), journal: chance.bytes(), first: chance.integer(), head: chance.integer(), bytes: chance.integer(),
            watermark: chance.instantOrNone(), consumers: chance.list { .sample(&$0) })
    }
}

extension HealthReply: Sampled {
    static func sample(_ chance: inout Chance) -> HealthReply {
        HealthReply(
            status: chance.term(), service: chance.text(), version: chance.text(), uptime: chance.integer(),
            feeds: chance.list { .sample(&$0) }, lastError: chance.text(), reasons: chance.list { $0.text() })
    }
}

extension DescribeRequest: Sampled {
    static func sample(_ chance: inout Chance) -> DescribeRequest { DescribeRequest() }
}

extension FeedDescription: Sampled {
    static func sample(_ chance: inout Chance) -> FeedDescription {
        FeedDescription(territory: chance.text(), types: chance.list { $0.term() })
    }
}

extension DescribeReply: Sampled {
    static func sample(_ chance: inout Chance) -> DescribeReply {
        DescribeReply(
            service: chance.text(), version: chance.text(), methods: chance.list { $0.text() }, feeds: chance.list { .sample(&$0) },
            schemaDigest: chance.bytes())
    }
}

extension ConfigurationNote: Sampled {
    static func sample(_ chance: inout Chance) -> ConfigurationNote {
        ConfigurationNote(service: chance.text(), version: chance.text(), digest: chance.bytes())
    }
}
