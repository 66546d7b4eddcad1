#!/usr/bin/env node
import '../../../bin/accord.js';
