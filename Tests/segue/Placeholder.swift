// The folder's first test takes this file's place.
