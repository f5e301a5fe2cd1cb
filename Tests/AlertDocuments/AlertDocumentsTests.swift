import Testing

@Suite struct AlertDocumentsPlaceholder {}
