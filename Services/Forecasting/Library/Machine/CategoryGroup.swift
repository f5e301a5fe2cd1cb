import Domain

/// Kinds of incident that happen in like places and hours: a rare one leans on the others of its group.
enum CategoryGroup: Sendable, CaseIterable {
    case nuisance, offences, roads, fires, rescue, hazards

    /// The group of a category that is forecast.
    static func of(_ category: Category) -> CategoryGroup {
        switch category {
        case .theft, .burglary, .assault, .damage, .shots, .suspiciousObject: .offences
        case .streetRodeo, .obstruction, .roadAccident, .transitIncident: .roads
        case .fireBuilding, .fireVehicle, .fireStreet, .fireVegetation: .fires
        case .firstAid, .drowning, .animal: .rescue
        case .treeHazard, .hazardNetwork, .flood: .hazards
        default: .nuisance
        }
    }

    /// Numbers of the categories of a group that are forecast.
    var members: Set<UInt16> {
        Set(Category.allCases.lazy.filter { $0.use == .forecast && CategoryGroup.of($0) == self }.map(\.rawValue))
    }
}
