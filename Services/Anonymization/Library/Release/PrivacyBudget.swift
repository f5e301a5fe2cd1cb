import Domain

/// Whose privacy a budget protects: the persons of one source's records of one territory in one period.
public struct BudgetAccount: Hashable, Sendable, CustomStringConvertible {
    /// Identifier of the territory.
    public var territory: String
    /// Identifier of the source; `*` for counts over all of them.
    public var source: String
    /// First day that is counted, days since 1970.
    public var from: Int32
    /// First day that is counted no more.
    public var until: Int32

    /// An account.
    public init(territory: String, source: String, from: Int32, until: Int32) {
        self.territory = territory
        self.source = source
        self.from = from
        self.until = until
    }

    /// Whether some record may be counted under both: then what is spent under one is spent under the other.
    public func overlaps(_ other: BudgetAccount) -> Bool {
        territory == other.territory && (source == other.source || source == "*" || other.source == "*")
            && from < other.until && other.from < until
    }

    /// `marseille/pm-marseille/2026-11-01..2026-12-01`.
    public var description: String { "\(territory)/\(source)/\(BudgetAccount.date(from))..\(BudgetAccount.date(until))" }

    /// A day as `2026-11-01`.
    public static func date(_ day: Int32) -> String {
        let date = CivilDay(number: Int(day)).date
        return "\(date.year)-\(date.month < 10 ? "0" : "")\(date.month)-\(date.day < 10 ? "0" : "")\(date.day)"
    }
}

/// Why a release is refused: its account has not that much left.
public struct BudgetSpent: Error, Hashable, Sendable, CustomStringConvertible {
    /// The account that is spent.
    public let account: BudgetAccount
    /// What the release would have cost.
    public let asked: Rho
    /// What is left.
    public let left: Rho
    /// What it started with.
    public let total: Rho

    /// RESOURCE_EXHAUSTED.
    public var status: StatusCode { .resourceExhausted }

    /// What is wrong and what to do.
    public var description: String {
        "\(status.name): the privacy budget of \(account) is spent: the release costs rho \(asked), \(left) of \(total) are left; "
            + "publish less, or wait for the next period"
    }
}

/// The accounts, with what was spent of each. What is spent never comes back.
public struct PrivacyBudget: Hashable, Sendable {
    /// What each account starts with.
    public let total: Rho
    private var spent: [BudgetAccount: Rho] = [:]

    /// Accounts of which nothing is spent.
    public init(total: Rho) { self.total = total }

    /// Takes over what a ledger says was spent, even where that is more than there was.
    public mutating func recall(_ rho: Rho, of account: BudgetAccount) { spent[account] = (spent[account] ?? .zero) + rho }

    /// What was spent of an account: of all accounts that may count the same records. Two that overlap it but not each other are added up
    /// all the same, which errs on the safe side.
    public func spent(of account: BudgetAccount) -> Rho {
        spent.reduce(.zero) { $1.key.overlaps(account) ? $0 + $1.value : $0 }
    }

    /// What is left of an account.
    public func left(of account: BudgetAccount) -> Rho { total - spent(of: account) }

    /// Spends, or refuses and spends nothing.
    public mutating func spend(_ rho: Rho, of account: BudgetAccount) throws(BudgetSpent) {
        guard spent(of: account) + rho <= total else {
            throw BudgetSpent(account: account, asked: rho, left: left(of: account), total: total)
        }
        recall(rho, of: account)
    }
}
