import Domain

/// CAP 1.2's categories (clause 3.2.2), and the one that suits each of ours.
enum CAPCategory {
    /// As CAP writes them.
    static let names = [
        "Geo", "Met", "Safety", "Security", "Rescue", "Fire", "Health", "Env", "Transport", "Infra", "CBRNE", "Other",
    ]

    static func suiting(_ category: Category) -> String {
        switch category {
        case .noise, .brawl, .assault, .publicIntoxication, .gathering, .streetVending, .theft, .burglary, .damage, .suspiciousObject,
            .shots:
            "Security"
        case .dumping: "Env"
        case .streetRodeo, .obstruction, .roadAccident, .transitIncident, .ridershipDelay: "Transport"
        case .fireBuilding, .fireVehicle, .fireStreet, .fireVegetation: "Fire"
        case .firstAid, .emergencyVisits: "Health"
        case .drowning, .animal, .treeHazard, .presence, .plannedEvent, .resourcesEngaged: "Safety"
        case .hazardNetwork: "Infra"
        case .flood, .temperature, .rain, .wind, .vigilance: "Met"
        case .other, .refusedSexual, .refusedSuicide, .refusedStatus: "Other"
        }
    }
}
