import Domain

/// Alerts to write down.
enum Samples {
    static let grid = Grid(plane: .european, cellSize: 200)

    /// Cells of level 0 around the Old Port of Marseille.
    static func cell(_ column: Int32, _ row: Int32, level: UInt8 = 0) -> Cell {
        Cell(level: level, column: 19_700 >> Int32(level) + column, row: 11_270 >> Int32(level) + row)
    }

    /// A ring of eight cells.
    static let ring: [Cell] = [0, 1, 2, 3, 5, 6, 7, 8].map { (number: Int32) in cell(number % 3, number / 3) }

    static func alert(cells: [Cell] = [cell(0, 0), cell(1, 0), cell(1, 1)], _ change: (inout Alert) -> Void = { _ in }) -> Alert {
        var alert = Alert(
            identifier: "a1", sender: "quietude.marseille", sent: 1_750_000_500, status: .actual, messageType: .update,
            references: [
                .init(sender: "quietude.marseille", identifier: "a0", sent: 1_749_999_600),
                .init(sender: "quietude.marseille", identifier: "a00", sent: 1_749_999_000),
            ], capCategory: "Security", category: .theft, urgency: .immediate, severity: .moderate, certainty: .observed,
            effective: 1_750_000_500, onset: 1_750_000_000, expires: 1_750_004_100,
            french: .init(event: "Vol <&>", headline: "Vol : activité", description: "8 constatés\n\u{1}", instruction: "Vérifier."),
            english: .init(event: "Theft", headline: "Theft: \"unusual\"", description: "8 observed", instruction: "Check."), cells: cells,
            rule: "unusual", thread: "t1", cause: "s1", audiences: [.operators, .fieldAgents], zones: ["13201"],
            place: .init(french: "Belsunce", english: "Belsunce"), responseTypes: [.assess, .monitor], occasion: .changed)
        change(&alert)
        return alert
    }
}
