import Domain
import Foundation
import Schema
import Testing
import Transport

extension EndToEndTests {
    /// Nowhere to write: the partner is told, nothing acknowledged is lost, and it goes on once there is room.
    @Suite struct FullDisk {
        @Test(.timeLimit(.minutes(3)))
        func `A journal that has used up its budget refuses pushes until anonymization has caught up`() async throws {
            try await TestHouse.with { house in
                try await house.start(["ingestion"], arguments: ["--journal-budget", "1MiB", "--journal-trim-interval", "1s"])
                let load = Load(house)
                let refusal = try await load.pushUntilRefused(atMost: 400)
                #expect(refusal?.status == .resourceExhausted)
                #expect(refusal?.retryAfter != nil)
                try await house.start(["anonymization", "correlation", "forecasting", "notification"])
                try await load.pushMore(20)
                try await load.expectAllCounted()
            }
        }

        @Test(.enabled(if: Tmpfs.isPermitted, "mounting a tmpfs is not permitted here"), .timeLimit(.minutes(3)))
        func `On a full disk pushes are refused with a delay, and all services go on once there is room`() async throws {
            let disk = try #require(Tmpfs(megabytes: 96))
            defer { disk.unmount() }
            try await TestHouse.with(root: "\(disk.path)/house") { house in
                try await house.start()
                let load = Load(house)
                try await load.pushMore(20)
                try disk.fill()
                let refusal = try await load.pushUntilRefused(atMost: 2_000)
                #expect(refusal?.status == .resourceExhausted)
                #expect(refusal?.retryAfter != nil)
                try disk.makeRoom()
                try await load.pushMore(20)
                try await load.expectAllCounted()
                for name in Programs.services { #expect(house.isRunning(name), "\(name) ended: \(house.logTail(of: name))") }
            }
        }
    }
}
