/// The known word nearest to a misspelt one, for "did you mean".
///
/// Distance: optimal string alignment (Damerau–Levenshtein without repeated edits of a substring).
/// - Returns: `nil` when none is within a third of the word's length (at least 1), ties going to the first.
/// - Complexity: O(k·n·m) for k known words of length m and a word of length n.
public func nearest(to word: String, among known: some Sequence<String>) -> String? {
    let limit = max(1, word.count / 3)
    var best: (word: String, distance: Int)?
    for candidate in known {
        let d = editDistance(Array(word.lowercased()), Array(candidate.lowercased()))
        if d <= limit, d < (best?.distance ?? .max) { best = (candidate, d) }
    }
    return best?.word
}

private func editDistance(_ a: [Character], _ b: [Character]) -> Int {
    if a.count > 64 || b.count > 64 { return a == b ? 0 : .max }
    var previous2 = [Int](repeating: 0, count: b.count + 1)
    var previous = Array(0...b.count)
    for i in 0..<a.count {
        var row = [i + 1]
        row.reserveCapacity(b.count + 1)
        for j in 0..<b.count {
            var d = min(previous[j + 1] + 1, row[j] + 1, previous[j] + (a[i] == b[j] ? 0 : 1))
            if i > 0, j > 0, a[i] == b[j - 1], a[i - 1] == b[j] { d = min(d, previous2[j - 1] + 1) }
            row.append(d)
        }
        previous2 = previous
        previous = row
    }
    return previous[b.count]
}
