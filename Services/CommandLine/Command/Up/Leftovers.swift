import Foundation
import Glibc

/// Services that outlived a `quietude up` which was killed: they hold ports and journals, so they are stopped before new ones start.
enum Leftovers {
    /// Stops them; says which.
    static func stop(_ house: House) async -> [String] {
        guard let earlier = RunningHouse.read(house) else { return [] }
        let alive = earlier.services.filter { isService($0.value, named: $0.key, of: house) }.sorted { $0.key < $1.key }
        for (_, process) in alive { kill(process, SIGTERM) }
        for (name, process) in alive {
            let clock = ContinuousClock()
            let limit = clock.now + .seconds(15)
            while isService(process, named: name, of: house) {
                guard clock.now < limit else {
                    kill(process, SIGKILL)
                    break
                }
                try? await Task.sleep(for: .milliseconds(50))
            }
        }
        RunningHouse.remove(house)
        return alive.map(\.key)
    }

    /// Whether the process of that number is that service of this house, and not another that got the number since.
    private static func isService(_ process: Int32, named name: String, of house: House) -> Bool {
        guard let command = FileManager.default.contents(atPath: "/proc/\(process)/cmdline") else { return false }
        let words = command.split(separator: 0).map { String(decoding: $0, as: UTF8.self) }
        guard let program = words.first else { return false }
        return program.hasSuffix("quietude-\(name)") && words.contains(house.root)
    }
}
