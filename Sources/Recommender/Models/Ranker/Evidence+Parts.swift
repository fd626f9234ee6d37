import Tensor

extension Evidence {
    /// What a file keeps of it: the scale, then each column.
    package var parts: [ModelPart] {
        let scale = Matrix(rows: 2, columns: columns.count, values: scale.means + scale.inverses)
        return [.matrix(scale)]
            + columns.flatMap { column -> [ModelPart] in
                switch column {
                case .ease(let ease): ease.parts
                case .als(let als): als.parts
                case .popularity(let logarithms):
                    [.matrix(Matrix(rows: 1, columns: logarithms.count, values: logarithms))]
                case .groups(let groups): groups.parts
                case .activity: []
                }
            }
    }

    /// The evidence that was written by `settings`, taken off the front of `parts`; nil where they are others.
    package init?(takenFrom parts: inout ArraySlice<ModelPart>, settings: TrainingSettings, songs: Int) {
        guard case .matrix(let scale)? = parts.popFirst(), scale.rows == 2 else { return nil }
        var columns: [Column] = []
        // Relations are as many as are left over once all else has its one column.
        let relations = scale.columns - settings.evidence.count { $0 != .relations }
        for kind in settings.evidence {
            switch kind {
            case .ease:
                guard let ease = EASE(parts: parts.pop(3), songs: songs) else { return nil }
                columns.append(.ease(ease))
            case .als:
                let als = ALS(parts: parts.pop(1), settings: settings.nested(.als), songs: songs)
                guard let als else { return nil }
                columns.append(.als(als))
            case .popularity:
                guard case .matrix(let row)? = parts.popFirst(), row.rows == 1, row.columns == songs else { return nil }
                columns.append(.popularity(row.values))
            case .relations:
                for _ in 0..<max(relations, 0) {
                    guard let groups = SongGroups(parts: parts.pop(3), songs: songs) else { return nil }
                    columns.append(.groups(groups))
                }
            case .activity: columns.append(.activity)
            }
        }
        guard columns.count == scale.columns else { return nil }
        self.init(columns: columns, songCount: songs)
        (self.scale.means, self.scale.inverses) = (scale.row(0), scale.row(1))
    }
}

extension ArraySlice<ModelPart> {
    /// The first `count`, or as many as there are, taken off.
    mutating func pop(_ count: Int) -> [ModelPart] {
        let taken = Array(prefix(count))
        removeFirst(taken.count)
        return taken
    }
}
