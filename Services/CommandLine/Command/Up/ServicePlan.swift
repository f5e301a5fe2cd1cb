import Foundation
import Runtime

/// How one service is started.
struct ServicePlan: Sendable {
    let address: ServiceAddress
    let executable: String
    let arguments: [String]
    /// Where its log goes; nil for our own standard error.
    let log: String?

    var name: String { address.name }

    /// The five services, upstream first, from the executables beside our own.
    static func all(house: House, portBase: Int, logFormat: LogFormat, showLogs: Bool) throws -> [ServicePlan] {
        let folder = try executableFolder()
        return try ServiceAddress.all.map { address in
            let executable = "\(folder)/quietude-\(address.name)"
            guard FileManager.default.isExecutableFile(atPath: executable) else {
                throw Failure(
                    "\(executable) is missing: build all of it with `swift build -c release`, and keep the programs in one folder",
                    "\(executable) manque : tout construire avec `swift build -c release`, et garder les programmes dans un même dossier")
            }
            let arguments = ["--data", house.root, "--port-base", "\(portBase)", "--log-format", logFormat.rawValue]
            return ServicePlan(
                address: address, executable: executable, arguments: arguments, log: showLogs ? nil : "\(house.logs)/\(address.name).log")
        }
    }

    /// The console, from the executable beside our own; nil where it was not built.
    static func console(house: House, portBase: Int, logFormat: LogFormat, showLogs: Bool) throws -> ServicePlan? {
        let address = ServiceAddress.console
        let executable = "\(try executableFolder())/quietude-\(address.name)"
        guard FileManager.default.isExecutableFile(atPath: executable) else { return nil }
        let arguments = ["--data", house.root, "--port-base", "\(portBase)", "--log-format", logFormat.rawValue]
        return ServicePlan(
            address: address, executable: executable, arguments: arguments, log: showLogs ? nil : "\(house.logs)/\(address.name).log")
    }

    /// Whether it is the console, without which the five go on.
    var isConsole: Bool { name == ServiceAddress.console.name }

    private static func executableFolder() throws -> String {
        guard let path = try? FileManager.default.destinationOfSymbolicLink(atPath: "/proc/self/exe") else {
            throw Failure(
                "cannot tell where this program lies: /proc is not mounted; mount it", "/proc n'est pas monté : le monter")
        }
        return (path as NSString).deletingLastPathComponent
    }

    /// The last lines of its log.
    func logTail(lines: Int) -> [String] {
        guard let log, let handle = FileHandle(forReadingAtPath: log) else { return [] }
        defer { try? handle.close() }
        let size = (try? handle.seekToEnd()) ?? 0
        try? handle.seek(toOffset: size > 8_192 ? size - 8_192 : 0)
        let text = String(decoding: (try? handle.readToEnd()) ?? Data(), as: UTF8.self)
        return text.split(separator: "\n").suffix(lines).map(String.init)
    }

    /// Sets a long log aside under `.1`, so that two starts keep at most twice that.
    func rotateLog(above bytes: UInt64) {
        guard let log, let attributes = try? FileManager.default.attributesOfItem(atPath: log),
            let size = attributes[.size] as? UInt64, size > bytes
        else { return }
        try? FileManager.default.removeItem(atPath: log + ".1")
        try? FileManager.default.moveItem(atPath: log, toPath: log + ".1")
    }
}
