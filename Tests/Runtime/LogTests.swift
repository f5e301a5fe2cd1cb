import Foundation
import Logging
import Synchronization
import Testing

@testable import Runtime

@Suite("Log lines")
struct LogTests {
    private final class Lines: Sendable {
        let all = Mutex<[String]>([])
    }

    private func logger(_ format: LogFormat, _ lines: Lines, provider: Logger.MetadataProvider? = nil) -> Logger {
        Logger(label: "quietude.test") { label in
            LineLogHandler(
                label: label, format: format, level: .info, metadataProvider: provider, clock: { 1_763_000_000_123 },
                sink: { line in lines.all.withLock { $0.append(line) } })
        }
    }

    @Test("a JSON line is one object with time, level, label, message and metadata")
    func json() throws {
        let lines = Lines()
        logger(.json, lines).warning("a \"quoted\"\nword", metadata: ["city": "Marseille\u{1}"])
        let line = try #require(lines.all.withLock { $0.first })
        #expect(!line.contains("\n"))
        let object = try #require(try JSONSerialization.jsonObject(with: Data(line.utf8)) as? [String: String])
        #expect(
            object == [
                "time": "2025-11-13T02:13:20.123Z", "level": "warning", "label": "quietude.test", "message": "a \"quoted\"\nword",
                "city": "Marseille\u{1}",
            ])
    }

    @Test("a human line has them in order, and no value can begin a line of its own")
    func human() {
        let lines = Lines()
        logger(.human, lines).error("it\nbroke", metadata: ["b": "2", "a": "1\r\n2025 INFO forged"])
        #expect(lines.all.withLock { $0 } == ["2025-11-13T02:13:20.123Z ERROR quietude.test: it\\nbroke a=1\\r\\n2025 INFO forged b=2"])
    }

    @Test("metadata cannot take the place of the line's own fields")
    func forged() throws {
        let lines = Lines()
        logger(.json, lines).info("m", metadata: ["level": "critical"])
        let line = try #require(lines.all.withLock { $0.first })
        #expect(line.contains("\"level\":\"info\"") && line.contains("\"metadata.level\":\"critical\""))
    }

    @Test("what is below the level is not written")
    func level() {
        let lines = Lines()
        logger(.json, lines).debug("quiet")
        #expect(lines.all.withLock { $0.isEmpty })
    }

    @Test("a line written within a trace carries its ids")
    func trace() async throws {
        let lines = Lines()
        let logger = logger(.human, lines, provider: TraceInstrument.metadataProvider)
        let tracing = TraceInstrument(generator: FixedGenerator(state: 7))
        await tracing.withTrace("00-0af7651916cd43dd8448eb211c80319c-b7ad6b7169203331-01") { logger.info("inside") }
        logger.info("outside")
        let written = lines.all.withLock { $0 }
        #expect(written[0].contains("trace=0af7651916cd43dd8448eb211c80319c"))
        #expect(!written[1].contains("trace="))
    }

    @Test(
        "times are civil dates in UTC",
        arguments: [
            (0, "1970-01-01T00:00:00.000Z"), (-1, "1969-12-31T23:59:59.999Z"), (951_782_400_000, "2000-02-29T00:00:00.000Z"),
            (4_102_444_799_999, "2099-12-31T23:59:59.999Z"),
        ])
    func times(milliseconds: Int64, text: String) { #expect(UTCTime(milliseconds: milliseconds).text == text) }
}
