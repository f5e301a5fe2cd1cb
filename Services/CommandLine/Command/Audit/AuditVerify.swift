import Anonymization
import ArgumentParser
import Domain

/// `quietude audit verify`: follows the hash chain of each ledger.
struct AuditVerify: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "verify",
        abstract: say(
            "Finds any change, removal or reordering in an audit ledger.",
            "Trouve toute modification, suppression ou permutation dans un journal d'audit."),
        discussion: say(
            "Lines cut off at the end are found by the head, which the writer keeps in a file beside the ledger and in its journal, and which may be kept elsewhere and given with --head.",
            "Les lignes coupées à la fin se voient grâce à la tête, que l'auteur garde dans un fichier à côté et dans son journal, et qu'on peut garder ailleurs et donner avec --head."
        ))

    @OptionGroup var options: LedgerOptions

    @Option(
        help: ArgumentHelp(
            say("The head as it was kept elsewhere (NUMBER:HASH).", "La tête gardée ailleurs (NUMÉRO:EMPREINTE)."), valueName: "head"))
    var head: String?

    func run() async throws {
        let expected = try head.map { text in
            guard let head = AuditChain.Head(text) else {
                throw Failure("--head \(text) is no head: write NUMBER:HASH", "--head \(text) n'est pas une tête : écrire NUMÉRO:EMPREINTE")
            }
            return head
        }
        var broken = 0
        for ledger in try options.ledgers() {
            let verification = try ledger.verify(head: expected)
            if let finding = verification.finding {
                broken += 1
                Output.line(say("\(ledger.path): BROKEN: \(finding.sentence)", "\(ledger.path) : ROMPU : \(finding.sentence)"))
            } else if verification.lines == 0 {
                broken += 1
                Output.line(say("\(ledger.path): no line to verify", "\(ledger.path) : aucune ligne à vérifier"))
            } else {
                let held = expected != nil || ledger.keptHead != nil
                let end = held ? "" : say(" (no head is kept: its end is not proved)", " (aucune tête gardée : sa fin n'est pas prouvée)")
                Output.line(
                    say(
                        "\(ledger.path): sound, \(verification.lines) lines, head \(verification.head)\(end)",
                        "\(ledger.path) : intègre, \(verification.lines) lignes, tête \(verification.head)\(end)"))
            }
        }
        if broken > 0 { throw ExitCode(1) }
    }
}
