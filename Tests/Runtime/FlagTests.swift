import Testing

@testable import Runtime

@Suite("The command line")
struct FlagTests {
    private let parser = FlagParser(catalogue: SettingsCatalogue(service: "correlation"))

    private func message(_ arguments: [String]) -> String {
        do throws(SettingsError) {
            _ = try parser.parse(arguments)
            return "nothing was thrown"
        } catch {
            return error.message
        }
    }

    @Test("a value stands after its flag or after an equals sign")
    func forms() throws {
        let request = try parser.parse(["--port", "1", "--data=/a,b", "--http-port=2"])
        #expect(request.values == ["port": "1", "data": "/a,b", "http.port": "2"])
    }

    @Test("a list may be given in several flags")
    func lists() throws {
        let request = try parser.parse(["--upstream-anonymization", "tcp://a:1", "--upstream-anonymization", "tcp://b:1"])
        #expect(request.values["upstream.anonymization"] == "tcp://a:1,tcp://b:1")
    }

    @Test("an unknown flag is refused, and the nearest one told")
    func unknown() {
        #expect(message(["--prot", "1"]).contains("--prot is not a setting of correlation. Did you mean --port?"))
        #expect(message(["--colour", "1"]).contains("--help lists them all"))
    }

    @Test("another service's upstream is not a setting")
    func otherUpstream() { #expect(message(["--upstream-ingestion", "tcp://a:1"]).contains("is not a setting of correlation")) }

    @Test("a flag without a value, given twice, or no flag at all is refused")
    func malformed() {
        #expect(message(["--port"]).contains("--port needs a value"))
        #expect(message(["--port", "--data", "x"]).contains("--port needs a value"))
        #expect(message(["--port", "1", "--port", "2"]).contains("--port is given twice"))
        #expect(message(["serve"]).contains("\"serve\" is not a flag"))
    }

    @Test("help and version are understood wherever they stand")
    func requests() throws {
        #expect(try parser.parse(["--port", "1", "-h"]).wantsHelp)
        #expect(try parser.parse(["--version"]).wantsVersion)
    }
}
