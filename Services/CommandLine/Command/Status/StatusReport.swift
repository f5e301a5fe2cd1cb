import Domain
import Schema

/// The state of the services, as people and as programs read it.
enum StatusReport {
    static func lines(_ states: [Status.State]) -> [String] {
        var lines: [String] = []
        for state in states {
            guard let reply = state.reply else {
                lines.append("\(Table.padded(state.name, 14)) \(say("does not answer", "ne répond pas")): \(state.problem)")
                continue
            }
            let word = reply.status == .serving ? say("serving", "sert") : say("NOT SERVING", "NE SERT PAS")
            let age = Times.span(milliseconds: reply.uptime)
            lines.append(
                "\(Table.padded(state.name, 14)) \(word)  \(say("version", "version")) \(reply.version)  \(say("up", "depuis")) \(age)")
            for reason in reply.reasons { lines.append("    ! \(reason)") }
            if !reply.lastError.isEmpty { lines.append("    \(say("last error", "dernière erreur")): \(reply.lastError)") }
            for feed in reply.feeds { lines += self.lines(feed) }
        }
        return lines
    }

    private static func lines(_ feed: FeedStatus) -> [String] {
        let span = "\(Numbers.grouped(feed.first))…\(Numbers.grouped(feed.head))"
        let watermark = "\(say("watermark", "filigrane temporel")) \(Times.text(feed.watermark))"
        var lines = ["    \(feed.territory): \(say("records", "enregistrements")) \(span)  \(Numbers.bytes(feed.bytes))  \(watermark)"]
        for consumer in feed.consumers {
            let lag = feed.head > consumer.sequence ? feed.head - consumer.sequence : 0
            let link = consumer.connected ? say("connected", "connecté") : say("not connected", "pas connecté")
            let late = lag == 0 ? say("up to date", "à jour") : say("\(Numbers.grouped(lag)) behind", "\(Numbers.grouped(lag)) de retard")
            lines.append(
                "        \(Table.padded(consumer.name, 14)) \(link)  \(say("at", "à")) \(Numbers.grouped(consumer.sequence))  \(late)")
        }
        return lines
    }

    static func json(_ state: Status.State) -> JSON {
        guard let reply = state.reply else {
            return .object([("service", .string(state.name)), ("status", "unreachable"), ("problem", .string(state.problem))])
        }
        return .object([
            ("service", .string(state.name)), ("status", .string("\(reply.status)")), ("version", .string(reply.version)),
            ("uptime-ms", .whole(reply.uptime)), ("last-error", .string(reply.lastError)), ("reasons", .strings(reply.reasons)),
            ("feeds", .array(reply.feeds.map(json))),
        ])
    }

    private static func json(_ feed: FeedStatus) -> JSON {
        .object([
            ("territory", .string(feed.territory)), ("journal", .string(CursorText.write(journal: feed.journal, sequence: feed.head))),
            ("first", .whole(feed.first)), ("head", .whole(feed.head)), ("bytes", .whole(feed.bytes)),
            ("watermark", feed.watermark.map { .string(Times.text($0)) } ?? .null),
            (
                "consumers",
                .array(
                    feed.consumers.map { consumer in
                        .object([
                            ("name", .string(consumer.name)), ("sequence", .whole(consumer.sequence)),
                            ("lag", .whole(feed.head > consumer.sequence ? feed.head - consumer.sequence : 0)),
                            ("connected", .boolean(consumer.connected)),
                        ])
                    })
            ),
        ])
    }
}
