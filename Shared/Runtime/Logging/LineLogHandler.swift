import Foundation
import Logging

/// Writes each entry of the log as one line to a sink.
public struct LineLogHandler: LogHandler {
    /// What every entry carries.
    public var metadata: Logger.Metadata = [:]
    /// The least level written.
    public var logLevel: Logger.Level
    /// Gives what the current task adds.
    public var metadataProvider: Logger.MetadataProvider?
    private let label: String
    private let format: LogFormat
    private let clock: @Sendable () -> Int64
    private let sink: @Sendable (String) -> Void

    /// A handler of one label.
    ///
    /// - Parameters:
    ///   - clock: milliseconds since 1970.
    ///   - sink: takes one whole line, its end not among it.
    public init(
        label: String, format: LogFormat, level: Logger.Level, metadataProvider: Logger.MetadataProvider? = nil,
        clock: @escaping @Sendable () -> Int64 = Self.wallClock, sink: @escaping @Sendable (String) -> Void = Self.standardError
    ) {
        self.label = label
        self.format = format
        self.logLevel = level
        self.metadataProvider = metadataProvider
        self.clock = clock
        self.sink = sink
    }

    /// One piece of what every entry carries.
    public subscript(metadataKey key: String) -> Logger.Metadata.Value? {
        get { metadata[key] }
        set { metadata[key] = newValue }
    }

    /// Writes an entry: the handler's metadata, over it what the context provides, over it the entry's own.
    public func log(event: LogEvent) {
        var all = metadata
        if let provided = metadataProvider?.get() { all.merge(provided) { _, newer in newer } }
        if let own = event.metadata { all.merge(own) { _, newer in newer } }
        if let error = event.error { all["error"] = "\(error)" }
        let pairs = all.sorted { $0.key < $1.key }.map { (key: $0.key, value: "\($0.value)") }
        let line = LogLine(milliseconds: clock(), level: event.level, label: label, message: "\(event.message)", metadata: pairs)
        sink(line.text(format))
    }

    /// Milliseconds since 1970 by the system's clock.
    public static let wallClock: @Sendable () -> Int64 = { Int64(Date().timeIntervalSince1970 * 1000) }

    /// One write a line, so that lines of several threads do not mix.
    public static let standardError: @Sendable (String) -> Void = { line in
        // A log that cannot be written must not stop what it tells of.
        try? FileHandle.standardError.write(contentsOf: Data((line + "\n").utf8))
    }
}
