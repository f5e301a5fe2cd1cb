extension FileCheck.Outcome {
    /// What a person reads at the end of a dry run.
    func summary(file: String) -> [String] {
        let more = tally.refusedCount - told
        var lines: [String] = []
        if more > 0 { lines.append(say("… and \(Numbers.grouped(more)) more", "… et \(Numbers.grouped(more)) de plus")) }
        lines.append(
            say(
                "\(file): \(Numbers.grouped(tally.rows)) rows; would be accepted \(Numbers.grouped(tally.accepted)) (\(Numbers.grouped(replacements)) replace, \(Numbers.grouped(withdrawals)) withdraw), duplicates \(Numbers.grouped(tally.duplicates)), refused \(Numbers.grouped(tally.refusedCount))",
                "\(file) : \(Numbers.grouped(tally.rows)) lignes ; seraient acceptées \(Numbers.grouped(tally.accepted)) (\(Numbers.grouped(replacements)) remplacent, \(Numbers.grouped(withdrawals)) retirent), en double \(Numbers.grouped(tally.duplicates)), refusées \(Numbers.grouped(tally.refusedCount))"
            ))
        lines += tally.summary(seconds: 0).dropFirst()
        let counted = categories.filter { $0.value > 0 }.sorted { ($0.value, $1.key) > ($1.value, $0.key) }
        lines += Table.lines(counted.map { ["  \($0.key)", Numbers.grouped($0.value)] })
        let sum = Numbers.grouped(counted.reduce(0) { $0 + $1.value })
        lines.append(say("would count \(sum) in the end; nothing was sent", "compterait \(sum) au bout du compte ; rien n'a été envoyé"))
        return lines
    }
}
