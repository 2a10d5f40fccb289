extension Diagnostic {
    /// The same as ``text(color:)`` for programs.
    public func write(to json: inout JSONWriter) {
        json.object { json in
            json.key("code", code)
            json.key("severity", severity.rawValue)
            json.key("file", file)
            switch place {
            case .file: break
            case .text(let line, let column, let length, let excerpt):
                json.key("line", line)
                json.key("column", column)
                json.key("length", length)
                json.key("excerpt", excerpt)
            case .cell(let row, let column, let value):
                json.key("row", row)
                if let column { json.key("columnName", column) }
                if let value { json.key("value", value) }
            case .feature(let number, let path, let longitude, let latitude):
                json.key("feature", number)
                json.key("path", path)
                if let longitude { json.key("lon", longitude, decimals: 7) }
                if let latitude { json.key("lat", latitude, decimals: 7) }
            }
            json.key("message", message)
            if let help { json.key("help", help) }
        }
    }
}
