import Foundation

/// A wall clock that a test sets while a service runs, where the Debian package `faketime` is there. Monotonic clocks are left alone.
struct FakeClock: Sendable {
    private let path: String

    /// A clock that tells the real time, until it is set; `folder` holds the file that says by how much it is off.
    init(in folder: String) throws {
        path = "\(folder)/clock"
        try set(offBySeconds: 0)
    }

    /// Sets it; what it is set for sees it at its next look.
    func set(offBySeconds seconds: Int) throws {
        try Data("\(seconds < 0 ? "" : "+")\(seconds)s\n".utf8).write(to: URL(fileURLWithPath: path), options: .atomic)
    }

    /// What a process must find in its environment to go by this clock.
    var environment: [String: String] {
        [
            "LD_PRELOAD": Self.library ?? "", "FAKETIME_TIMESTAMP_FILE": path, "FAKETIME_NO_CACHE": "1",
            "FAKETIME_DONT_FAKE_MONOTONIC": "1", "DONT_FAKE_MONOTONIC": "1",
        ]
    }

    /// The preloaded library; nil where it is not installed. `QUIETUDE_FAKETIME` names another.
    static let library: String? = {
        let asked = ProcessInfo.processInfo.environment["QUIETUDE_FAKETIME"]
        let folders = ["/usr/lib/x86_64-linux-gnu", "/usr/lib/aarch64-linux-gnu", "/usr/lib"]
        return ([asked].compactMap { $0 } + folders.map { "\($0)/faketime/libfaketime.so.1" })
            .first { FileManager.default.fileExists(atPath: $0) }
    }()
}
