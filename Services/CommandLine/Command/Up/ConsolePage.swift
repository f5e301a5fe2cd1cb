import Foundation

/// Where the console's page is reached.
enum ConsolePage {
    /// The address on this machine, with the token of the data folder in its fragment, which no server ever sees.
    static func address(_ house: House, _ portBase: Int) -> String {
        let token = FileManager.default.contents(atPath: house.consoleToken)
            .map { String(decoding: $0, as: UTF8.self).trimmingCharacters(in: .whitespacesAndNewlines) }
        return "http://127.0.0.1:\(portBase)/" + (token.map { "#token=\($0)" } ?? "")
    }
}
