from . import demo_data
from . import demo_states
