import Domain
import Schema
import Testing

/// All messages of the schema that have a Swift value, for tests that hold for each of them.
struct EveryMessage: CustomTestStringConvertible, Sendable {
    let type: any Sampled.Type

    var testDescription: String { type.name }

    static let all: [EveryMessage] = [
        AcknowledgeReply.self, AcknowledgeRequest.self, Alert.self, Alert.Hold.self, Alert.Reference.self, AlertAction.self,
        AlertActionReply.self, AlertFilter.self, AlertLimits.self, AlertState.self, CategoryRule.self, Cell.self, CommitReply.self,
        CommitRequest.self, ForgetReply.self, ForgetRequest.self, ConfigurationNote.self, ConsumerStatus.self, Cursor.self,
        DescribeReply.self, DescribeRequest.self,
        FeedBatch.self, FeedDescription.self, FeedStatus.self, Forecast.self, Header.self, HealthReply.self, HealthRequest.self,
        InForceReply.self, InForceRequest.self,
        RuleRecord.self, RuleRecordReply.self, RuleRecordRequest.self, Silence.self,
        Incident.self, IncidentBatch.self, Metadata.self, Observation.self, ObservationBatch.self, PushReceipt.self, Reading.self,
        ReadingBatch.self, Record.self, RedactedText.self, Refusal.self, Register.self, Retraction.self, RetractionBatch.self, Signal.self,
        SourceEntry.self, SubscribeRequest.self, TextBatch.self, Watermark.self,
        DeadLetterCount.self, DeadLetterEntry.self, DeadLetterReport.self, DeadLetterReportReply.self, DeadLettersReply.self,
        DeadLettersRequest.self, SourceHealthEntry.self, SourceHealthReply.self, SourceHealthRequest.self,
    ].map { EveryMessage(type: $0) }
}
