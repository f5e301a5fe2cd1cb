import Advice
public import Domain

/// Forecasts of the windows ahead, and why.
public struct ForecastView: Sendable {
    private let picture: Picture

    /// Weeks that the usual count of a window is taken over.
    private static let weeks = 8

    /// A view of a picture.
    public init(_ picture: Picture) { self.picture = picture }

    /// The windows whose end lies ahead, in a stretch where one is given.
    public func list(category: Domain.Category?, from: Int64?, to: Int64?) -> JSON {
        let now = picture.now ?? .min
        let forecasts = picture.forecasts.ahead(of: from ?? now).filter { forecast in
            (category == nil || forecast.head.category == category) && forecast.head.windowStart < to ?? .max
        }
        return [
            "forecasts": .array(forecasts.map(entry)), "windows": .array(Self.windows(forecasts)),
            "issued": .time(picture.forecasts.issued),
        ]
    }

    /// All categories of each window together, as if they did not know of each other; in order of window.
    private static func windows(_ forecasts: [PackedForecast]) -> [JSON] {
        let groups = Dictionary(grouping: forecasts) { $0.head.windowStart..<$0.head.windowEnd }
        return groups.sorted { ($0.key.lowerBound, $0.key.upperBound) < ($1.key.lowerBound, $1.key.upperBound) }.map { window, all in
            let load = all.reduce(Load.none) { $0 + Load(mean: $1.total, size: $1.head.dispersion) }
            return [
                "id": .string("all-\(window.lowerBound)-\(window.upperBound)"), "start": .time(window.lowerBound),
                "end": .time(window.upperBound), "expected": .optional(load.mean), "lower": .number(load.quantile(0.05)),
                "upper": .number(load.quantile(0.95)), "categories": .whole(all.count),
            ]
        }
    }

    private func entry(_ forecast: PackedForecast) -> JSON {
        let head = forecast.head
        let interval = head.interval(expected: forecast.total)
        let start: JSON = [
            "id": .string(forecast.identifier), "category": .category(head.category), "start": .time(head.windowStart),
            "end": .time(head.windowEnd), "issued": .time(head.issuedAt), "expected": .optional(forecast.total),
            "lower": .whole(interval.lowerBound), "upper": .whole(interval.upperBound), "cells": .whole(forecast.expected.count),
            "level": .whole(forecast.level),
        ]
        return start.adding([
            "model": .string(head.model), "trainedFrom": .time(head.trainedFrom), "trainedUntil": .time(head.trainedUntil),
            "sources": .kinds(head.sources), "silentSources": .kinds(head.silentSources),
            "factors": .array(head.factors.map { Self.factor($0) }),
            "calibration": head.calibration.map { ["days": .whole($0.days), "ratio": .optional($0.ratio)] } ?? .null,
        ])
    }

    static func factor(_ factor: ForecastFactor) -> JSON {
        [
            "kind": .string("\(factor.kind)"), "ratio": .optional(factor.ratio),
            "text": .words(french: factor.kind.french, english: factor.kind.english),
        ]
    }

    /// The cells of a forecast, or of all categories of a window (`all-START-END`); nil where there is none.
    public func cells(_ identifier: String) -> ForecastCells? {
        if identifier.hasPrefix("all-") {
            let parts = identifier.dropFirst(4).split(separator: "-").compactMap { Int64($0) }
            guard parts.count == 2 else { return nil }
            return ForecastCells(sum: picture.forecasts.window(from: parts[0], to: parts[1]), identifier: identifier, grid: grid)
        }
        return picture.forecasts.forecast(identifier).flatMap { ForecastCells(sum: [$0], identifier: identifier, grid: grid) }
    }

    private var grid: Grid { picture.register?.territory.grid ?? Grid(plane: .european, cellSize: 200) }

    /// One cell with its interval and reasons; nil where there is no such forecast.
    public func cell(_ cell: Cell, of identifier: String) -> JSON? {
        let forecasts: [PackedForecast]
        if identifier.hasPrefix("all-") {
            let parts = identifier.dropFirst(4).split(separator: "-").compactMap { Int64($0) }
            guard parts.count == 2 else { return nil }
            forecasts = picture.forecasts.window(from: parts[0], to: parts[1])
        } else {
            forecasts = picture.forecasts.forecast(identifier).map { [$0] } ?? []
        }
        guard let head = forecasts.first?.head else { return nil }
        let parts = forecasts.map { forecast in
            (forecast, forecast.place(of: cell).map { Double(forecast.expected[$0]) } ?? max(0, forecast.head.elsewhere))
        }
        let load = parts.reduce(Load.none) { $0 + Load(mean: $1.1, size: $1.0.head.dispersion) }
        let none = parts.reduce(1.0) { $0 * (1 - $1.0.head.atLeastOne(expected: $1.1)) }
        let categories = Set(forecasts.map(\.head.category))
        let start: JSON = [
            "id": .string(identifier), "cell": .cell(cell), "zone": .optional(picture.zones.zone(of: cell)),
            "expected": .optional(load.mean),
            "lower": .number(load.quantile(0.05)), "upper": .number(load.quantile(0.95)), "atLeastOne": .optional(1 - none),
        ]
        let area = known(cell, categories)
        let hours = head.windowStart.floorDivided(by: 3_600)..<(head.windowEnd + 3_599).floorDivided(by: 3_600)
        return start.adding([
            "usual": area == cell ? .optional(usual(cell, categories, hours)) : .null, "reasons": .array(reasons(parts, cell)),
            "factors": .array(forecasts.count == 1 ? head.factors.map { Self.factor($0) } : []),
            "parts": .array(
                parts.sorted { $0.1 > $1.1 }.prefix(8).map { ["category": .category($0.0.head.category), "expected": .optional($0.1)] }),
            "past": past(area, categories).adding(["cell": .cell(area)]),
        ])
    }

    /// Shares of what the model adds up; those of several categories weighed by what each expects.
    private func reasons(_ parts: [(PackedForecast, Double)], _ cell: Cell) -> [JSON] {
        var weights: [ForecastComponent: Double] = [:]
        var total = 0.0
        for (forecast, expected) in parts {
            guard let place = forecast.place(of: cell) else { continue }
            for (component, share) in forecast.head.reasons.shares(ofPlace: place) {
                weights[component, default: 0] += share * expected
                total += share * expected
            }
        }
        guard total > 0 else { return [] }
        return weights.sorted { ($1.value, $0.key.rawValue) < ($0.value, $1.key.rawValue) }.map { component, weight in
            ["share": .optional(weight / total, digits: 3), "text": .words(french: component.french, english: component.english)]
        }
    }

    /// The cell itself where what came is known so finely, else the least of the wider ones around it in which four incidents of five of the
    /// last weeks are known: of a finer one nothing is known, which is not the same as that nothing came.
    private func known(_ cell: Cell, _ categories: Set<Domain.Category>) -> Cell {
        guard let now = picture.now?.floorDivided(by: 3_600) else { return cell }
        var levels: [UInt8: Int64] = [:]
        picture.counts.visit(now - Int64(Self.weeks) * 168..<now + 1) { _, key, count, _ in
            guard categories.contains(key.category), key.cell == cell || cell.contains(key.cell) || key.cell.contains(cell) else { return }
            levels[max(cell.level, key.cell.level), default: 0] += Int64(count)
        }
        let total = levels.values.reduce(0, +)
        var sum: Int64 = 0
        for (level, count) in levels.sorted(by: { $0.key < $1.key }) {
            sum += count
            if sum * 5 >= total * 4 { return cell.ancestor(at: level) }
        }
        return cell
    }

    /// The mean of the same hours of the week in the weeks before that were covered.
    private func usual(_ cell: Cell, _ categories: Set<Domain.Category>, _ hours: Range<Int64>) -> Double? {
        let spans = picture.coverage.spans()
        var (sum, weeks) = (0.0, 0.0)
        for week in 1...Self.weeks {
            let past = hours.lowerBound - Int64(week) * 168..<hours.upperBound - Int64(week) * 168
            guard spans.covers(past.lowerBound * 3_600..<past.upperBound * 3_600) else { continue }
            weeks += 1
            picture.counts.visit(past) { _, key, count, _ in
                if categories.contains(key.category), cell.contains(key.cell) || key.cell == cell { sum += Double(count) }
            }
        }
        return weeks >= 2 ? sum / weeks : nil
    }

    private func past(_ cell: Cell, _ categories: Set<Domain.Category>) -> JSON {
        guard let now = picture.now else { return .null }
        let last = now.floorDivided(by: 86_400)
        let days = (last - 27...last).map { $0 * 86_400..<($0 + 1) * 86_400 }
        let counts = Series(picture).sums(days) {
            categories.contains($0.category) && (cell.contains($0.cell) || $0.cell == cell)
        }
        return ["start": .integer(days[0].lowerBound), "step": 86400, "count": .sparse(counts)]
    }
}
