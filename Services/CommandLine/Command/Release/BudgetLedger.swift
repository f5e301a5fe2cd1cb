import Anonymization
import Domain
import Foundation

/// The budget as an audit ledger keeps it: what was spent is what its chain says, and nothing is published before it is written there.
struct BudgetLedger {
    private let file: LedgerFile
    private let total: Rho
    private let territory: String

    init(_ file: LedgerFile, total: Rho, territory: String) {
        self.file = file
        self.total = total
        self.territory = territory
    }

    /// Spends, or writes down that it was refused and throws. One process at a time, under a lock beside the ledger.
    func spend(_ release: Release, of account: BudgetAccount, delta: Double, cells: Int, time: Int64) throws {
        let folder = (file.path as NSString).deletingLastPathComponent
        if !folder.isEmpty { try FileManager.default.createDirectory(atPath: folder, withIntermediateDirectories: true) }
        let lock = open(file.path + ".lock", O_RDWR | O_CREAT | O_CLOEXEC, 0o600)
        guard lock >= 0, flock(lock, LOCK_EX) == 0 else {
            throw Failure("\(file.path).lock cannot be locked", "\(file.path).lock ne peut être verrouillé")
        }
        // The lock goes with the descriptor.
        defer { close(lock) }
        let verification = try file.verify()
        if let finding = verification.finding {
            throw Failure(
                "\(file.path) is broken (\(finding.sentence)): nothing is published until its budget is known again",
                "\(file.path) est rompu (\(finding.sentence)) : rien n'est publié tant que son budget n'est pas connu")
        }
        let entries = try file.entries()
        guard UInt64(entries.count) == verification.head.sequence else {
            throw Failure("\(file.path) has entries of a later version", "\(file.path) a des entrées d'une version ultérieure")
        }
        var head = verification.head
        if entries.isEmpty {
            let opened = AuditEntry(
                .opened, time: time, service: "release", territory: territory, counts: ["budget-billionths": total.billionths])
            head = try file.append([opened], after: head)
        }
        try checkTotal(entries)
        var budget = PrivacyBudget(total: total)
        for entry in entries where entry.kind == .released {
            if let account = BudgetLedger.account(entry), let rho = entry.counts["rho-billionths"] {
                budget.recall(Rho(billionths: rho), of: account)
            }
        }
        do throws(BudgetSpent) {
            try budget.spend(release.cost, of: account)
        } catch {
            _ = try file.append([entry(.refused, release, account, delta, cells, time)], after: head)
            throw Failure(error.description, french(error))
        }
        _ = try file.append([entry(.released, release, account, delta, cells, time)], after: head)
    }

    private func checkTotal(_ entries: [AuditEntry]) throws {
        guard let first = entries.first(where: { $0.kind == .opened })?.counts["budget-billionths"], first != total.billionths else {
            return
        }
        let kept = Rho(billionths: first)
        throw Failure(
            "\(file.path) keeps a budget of rho \(kept) for each period, not \(total): a budget is not raised once it is spent from",
            "\(file.path) garde un budget de rho \(kept) par période, non \(total) : un budget entamé ne se relève pas")
    }

    private func french(_ error: BudgetSpent) -> String {
        "\(error.status.name) : le budget de \(error.account) est épuisé : la publication coûte rho \(error.asked), il reste \(error.left) sur \(error.total) ; publier moins, ou attendre la période suivante"
    }

    private func entry(
        _ kind: AuditEntry.Kind, _ release: Release, _ account: BudgetAccount, _ delta: Double, _ cells: Int, _ time: Int64
    ) -> AuditEntry {
        let parameter: (name: String, ratio: Ratio) =
            switch release.mechanism {
            case .gaussian(let variance): ("variance", variance)
            case .laplace(let scale): ("scale", scale)
            }
        return AuditEntry(
            kind, time: time, service: "release", territory: account.territory, source: account.source,
            counts: [
                "rho-billionths": release.cost.billionths, "contribution": UInt64(release.contribution), "counts": UInt64(cells),
                "from-day": UInt64(max(account.from, 0)), "until-day": UInt64(max(account.until, 0)),
            ],
            details: [
                "mechanism": release.mechanism.name, parameter.name: "\(parameter.ratio)", "delta": "\(delta)",
                "epsilon": "\(ApproximateDP.epsilon(of: release.cost, delta: delta))",
                "period": "\(BudgetAccount.date(account.from))..\(BudgetAccount.date(account.until))",
            ])
    }

    private static func account(_ entry: AuditEntry) -> BudgetAccount? {
        guard let from = entry.counts["from-day"].flatMap(Int32.init(exactly:)),
            let until = entry.counts["until-day"].flatMap(Int32.init(exactly:))
        else { return nil }
        return BudgetAccount(territory: entry.territory, source: entry.source, from: from, until: until)
    }
}
