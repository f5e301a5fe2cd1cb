import Synchronization

/// The day keys of each territory, opened once: the stage makes and destroys them, the feed opens with them.
///
/// The lock guards which are open.
final class DayKeyVaults: Sendable {
    private let open: @Sendable (String) throws -> DayKeys
    private let opened = Mutex<[String: DayKeys]>([:])

    init(open: @escaping @Sendable (String) throws -> DayKeys) { self.open = open }

    /// A territory's, opened at the first call.
    func keys(of territory: String) throws -> DayKeys {
        try opened.withLock { opened in
            if let keys = opened[territory] { return keys }
            let keys = try open(territory)
            opened[territory] = keys
            return keys
        }
    }

    /// A territory's, where they are open.
    func keys(ofOpen territory: String) -> DayKeys? { opened.withLock { $0[territory] } }
}
