/// The numbers of names in any case of letters: a look-up takes no longer where there are tens of thousands of them.
struct NameNumbers {
    private var numbers: [String: Int] = [:]
    /// How many of the names have been taken in.
    private var count = 0

    /// The number of `name` among `total` names, of which `known` gives each; they have only grown since the last call.
    mutating func number(of name: String, among total: Int, _ known: (Int) -> String) -> Int? {
        while count < total {
            let folded = known(count).lowercased()
            if numbers[folded] == nil { numbers[folded] = count }
            count += 1
        }
        return numbers[name.lowercased()]
    }
}
