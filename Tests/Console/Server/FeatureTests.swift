import Console
import Foundation
import Schema
import Testing

@testable import quietude_console

@Suite("OGC API - Features")
struct FeatureTests {
    @Test("landing, conformance and collections link to one another")
    func landing() async throws {
        try await ConsoleHouse.run { house in
            try await house.fill()
            let browser = Browser(house)
            try await browser.signIn(.analyst, house)
            let landing = try await browser.get("/api/ogc")
            for relation in ["service-desc", "conformance", "data"] { #expect(landing.text.contains("\"rel\":\"\(relation)\"")) }
            #expect(try await browser.get("/api/ogc/conformance").text.contains("ogcapi-features-1/1.0/conf/core"))
            let collections = try await browser.get("/api/ogc/collections")
            for place in 0..<3 {
                let identifier = try #require(collections["collections.\(place).id"])
                let one = try await browser.get("/api/ogc/collections/\(identifier)")
                #expect(one.status == 200 && one["itemType"] == "feature" && one.text.contains("\"rel\":\"items\""))
                let items = try await browser.get("/api/ogc/collections/\(identifier)/items")
                #expect(items.headers["content-type"] == "application/geo+json" && items["type"] == "FeatureCollection")
                #expect(items["numberReturned"] != nil && items["timeStamp"] != nil)
            }
            #expect(try await browser.get("/api/ogc/collections/persons").status == 404)
        }
    }

    @Test("bbox, datetime and limit choose; a next link leads on; what is wrong or unknown is a 400")
    func items() async throws {
        try await ConsoleHouse.run { house in
            try await house.fill()
            let browser = Browser(house)
            try await browser.signIn(.analyst, house)
            let items = "/api/ogc/collections/forecasts/items"
            let all = try await browser.get(items)
            #expect(all["numberMatched"] == "3" && all["features.0.geometry.type"] == "Polygon")
            let page = try await browser.get(items + "?limit=2")
            #expect(page["numberReturned"] == "2" && page.text.contains("\"rel\":\"next\""))
            #expect(try await browser.get(items + "?limit=2&offset=2")["numberReturned"] == "1")
            #expect(try await browser.get(items + "?bbox=5,43,6,44")["numberMatched"] == "0")
            #expect(try await browser.get(items + "?datetime=2020-01-01T00:00:00Z/2020-01-02T00:00:00Z")["numberMatched"] == "0")
            #expect(try await browser.get(items + "?datetime=2026-11-23T06:00:00Z/..")["numberMatched"] == "3")
            for wrong in ["bbox=1,2", "bbox=a,b,c,d", "datetime=now", "limit=0", "colour=red"] {
                #expect(try await browser.get(items + "?" + wrong).status == 400, "\(wrong)")
            }
            let identifier = try #require(all["features.1.id"])
            let one = try await browser.get(items + "/" + identifier)
            #expect(one["id"] == identifier && one["properties.expected"] == "2")
            #expect(try await browser.get(items + "/none").status == 404)
            #expect(try await browser.get("/api/ogc/collections/alerts/items")["features.0.id"] == "t1")
        }
    }
}
