import ArgumentParser
import Foundation

/// `--data`, which every command has.
struct DataOptions: ParsableArguments {
    @Option(
        name: .long,
        help: ArgumentHelp(
            say("Folder of journals, keys and register.", "Dossier des journaux, des clés et du registre."),
            valueName: say("folder", "dossier")))
    var data: String?

    /// The data folder as asked for.
    var house: House {
        let environment = ProcessInfo.processInfo.environment
        let asked = data ?? environment["QUIETUDE_DATA"].flatMap { $0.isEmpty ? nil : $0 }
        let root = asked ?? "\(environment["HOME"] ?? NSHomeDirectory())/.local/share/quietude"
        return House(root: URL(fileURLWithPath: (root as NSString).expandingTildeInPath).standardizedFileURL.path)
    }
}
