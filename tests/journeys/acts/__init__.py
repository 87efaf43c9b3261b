"""Acts of the journeys: each module plays one part of the main job, in any language."""
