import Export
import Ingest
import Recommender

/// A piece of work that may take a while; what is counted in it starts anew with each.
enum LongWork: Hashable, Sendable {
    case importing(Importer.Progress.Step)
    case committing
    /// The whole database, for what contradicts itself.
    case checking
    case exporting(ExportProgress.Step, file: String)
    /// What was sent to Spark, put in order there.
    case arranging
    /// The graph's plays, and what it knows of songs, on their way into memory.
    case gathering
    case training(TrainingStep, Trainee)
    /// The held-out songs, by a model.
    case ranking(model: String)
    case resampling
    /// The listeners' lists, by a model.
    case explaining(model: String)
    /// Songs shown to listeners who answer, of whom so many plays are known.
    case asking(Course.Policy, known: Int)

    /// Whose training it is.
    enum Trainee: Hashable, Sendable {
        /// The model that is asked for.
        case own
        /// One to compare with.
        case rival(String)
        /// One that learns nothing of the listeners who will answer.
        case withoutAnswerers(String)
    }
}
