import Foundation

/// `quietude-gateway-webhook` as it was built with the tests.
enum GatewayExecutable {
    /// The executable beside the tests.
    static let path: String? = {
        var folder = URL(fileURLWithPath: CommandLine.arguments[0]).deletingLastPathComponent()
        for _ in 0..<4 {
            let path = folder.appending(path: "quietude-gateway-webhook").path
            if FileManager.default.isExecutableFile(atPath: path) { return path }
            folder.deleteLastPathComponent()
        }
        return nil
    }()
}
